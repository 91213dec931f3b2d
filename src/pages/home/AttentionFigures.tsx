// The three kinds of attention.
export function AttentionFigures() {
  return <div className="place-attention" />;
}
