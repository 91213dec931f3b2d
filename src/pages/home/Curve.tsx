// Loss and held-out accuracy over the steps of the run.
export function Curve() {
  return <div className="place-curve" />;
}
