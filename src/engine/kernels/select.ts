// Elements chosen by place or by a condition.

/** out[i] = x[places[i]]; places count elements. */
export function gatherElements(x: usize, places: usize, out: usize, n: i32): void {
  for (let i = 0; i < n; i++) {
    store<f32>(out + (i << 2), load<f32>(x + (load<i32>(places + (i << 2)) << 2)));
  }
}

/** dx[places[i]] += dy[i], in order of i: repeated places sum. */
export function gatherElementsBackward(places: usize, dy: usize, dx: usize, n: i32): void {
  for (let i = 0; i < n; i++) {
    const at = dx + (load<i32>(places + (i << 2)) << 2);
    store<f32>(at, load<f32>(at) + load<f32>(dy + (i << 2)));
  }
}

/** out = a where the condition (int32) is not 0, else b. */
export function where(condition: usize, a: usize, b: usize, out: usize, n: i32): void {
  for (let i = 0; i < n; i++) {
    const at: usize = i << 2;
    store<f32>(out + at, load<i32>(condition + at) != 0 ? load<f32>(a + at) : load<f32>(b + at));
  }
}

/** out = dy where the condition holds (or, for `otherwise`, where it does not), 0 elsewhere. */
export function whereBackward(condition: usize, dy: usize, out: usize, n: i32, otherwise: bool): void {
  for (let i = 0; i < n; i++) {
    const at: usize = i << 2;
    store<f32>(out + at, (load<i32>(condition + at) != 0) != otherwise ? load<f32>(dy + at) : 0);
  }
}
