// The signs on a figure's buttons. Ornament beside a word or a name, so hidden from assistive technology.

const Sign = ({ path }: { readonly path: string }) => (
  <svg className="sign" viewBox="0 0 16 16" width={16} height={16} aria-hidden="true" focusable="false">
    <path d={path} fill="currentColor" />
  </svg>
);

export const PlaySign = () => <Sign path="M4 2.2 L13.5 8 L4 13.8 Z" />;
export const PauseSign = () => <Sign path="M3.5 2.5 h3 v11 h-3 z M9.5 2.5 h3 v11 h-3 z" />;
export const NextSign = () => <Sign path="M3 2.8 L10 8 L3 13.2 Z M11 2.8 h2.2 v10.4 H11 z" />;
export const BackSign = () => <Sign path="M13 2.8 L6 8 L13 13.2 Z M2.8 2.8 H5 v10.4 H2.8 z" />;
