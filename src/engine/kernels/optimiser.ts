// Optimisers over one flat block of parameters.

/**
 * Adam (Kingma & Ba 2015), as PyTorch computes it. `correction1` = 1 − β₁ᵏ, `correction2` = 1 − β₂ᵏ for update k ≥ 1.
 * m ← β₁m + (1 − β₁)g;  v ← β₂v + (1 − β₂)g²;  p ← p − (rate/correction1) · m / (√(v/correction2) + eps)
 */
export function adam(
  p: usize, g: usize, m: usize, v: usize, n: i32,
  rate: f32, beta1: f32, beta2: f32, eps: f32, correction1: f64, correction2: f64,
): void {
  const stepSize: f32 = <f32>(<f64>rate / correction1);
  const root: f32 = <f32>(1 / sqrt<f64>(correction2));
  const rest1: f32 = <f32>(1 - <f64>beta1);
  const rest2: f32 = <f32>(1 - <f64>beta2);
  const end = n & ~3;
  for (let i = 0; i < end; i += 4) {
    const at: usize = i << 2;
    const flow = v128.load(g + at);
    const first = f32x4.add(f32x4.mul(f32x4.splat(beta1), v128.load(m + at)), f32x4.mul(f32x4.splat(rest1), flow));
    const second = f32x4.add(
      f32x4.mul(f32x4.splat(beta2), v128.load(v + at)),
      f32x4.mul(f32x4.splat(rest2), f32x4.mul(flow, flow)),
    );
    v128.store(m + at, first);
    v128.store(v + at, second);
    const scale = f32x4.add(f32x4.mul(f32x4.sqrt(second), f32x4.splat(root)), f32x4.splat(eps));
    v128.store(p + at, f32x4.sub(v128.load(p + at), f32x4.div(f32x4.mul(f32x4.splat(stepSize), first), scale)));
  }
  for (let i = end; i < n; i++) {
    const at: usize = i << 2;
    const flow = load<f32>(g + at);
    const first: f32 = beta1 * load<f32>(m + at) + rest1 * flow;
    const second: f32 = beta2 * load<f32>(v + at) + rest2 * (flow * flow);
    store<f32>(m + at, first);
    store<f32>(v + at, second);
    store<f32>(p + at, load<f32>(p + at) - (stepSize * first) / (sqrt<f32>(second) * root + eps));
  }
}
