// Principal axes: what they are, and that they do not turn over between two frames.
import { expect, test } from 'vitest';
import { principalAxes, project, symmetricSpectrum } from '../../src/geometry/lab/pca.ts';

/** Points on an ellipse with half axes a and b, turned by an angle, lifted into three dimensions. */
function ellipse(a: number, b: number, angle: number, count = 64): Float32Array {
  const out = new Float32Array(3 * count);
  for (let k = 0; k < count; k++) {
    const t = (2 * Math.PI * k) / count;
    const [x, y] = [a * Math.cos(t), b * Math.sin(t)];
    out.set(
      [x * Math.cos(angle) - y * Math.sin(angle) + 5, x * Math.sin(angle) + y * Math.cos(angle) - 2, 1],
      3 * k,
    );
  }
  return out;
}

test('a symmetric matrix is taken apart into its eigenvalues and unit eigenvectors', () => {
  const matrix = [4, 1, 0.5, 1, 3, -0.25, 0.5, -0.25, 1];
  const { values, vectors } = symmetricSpectrum(matrix, 3);
  expect([...values].sort((x, y) => y - x)).toEqual(values);
  vectors.forEach((vector, at) => {
    expect(Math.hypot(...vector)).toBeCloseTo(1, 12);
    for (let row = 0; row < 3; row++) {
      const product = vector.reduce((sum, value, k) => sum + value * (matrix[3 * row + k] as number), 0);
      expect(product).toBeCloseTo((values[at] as number) * (vector[row] as number), 10);
    }
  });
});

test('the axes are those of the ellipse, with their shares of the variance', () => {
  const { mean, axes } = principalAxes(ellipse(3, 1, 0.5), 64, 3);
  expect(mean[0]).toBeCloseTo(5, 5);
  expect(mean[1]).toBeCloseTo(-2, 5);
  expect(axes[0].share).toBeCloseTo(0.9, 5); // 3² : 1²
  expect(axes[1].share).toBeCloseTo(0.1, 5);
  expect(axes[0].vector[0]).toBeCloseTo(Math.cos(0.5), 5);
  expect(axes[0].vector[1]).toBeCloseTo(Math.sin(0.5), 5);
});

test('places keep the distances of points that lie in the plane of the axes', () => {
  const values = ellipse(3, 1, 1.1);
  const places = project(values, 64, principalAxes(values, 64, 3));
  const far = (list: ArrayLike<number>, size: number, i: number, j: number) =>
    Math.hypot(
      ...Array.from({ length: size }, (_, k) => (list[i * size + k] ?? 0) - (list[j * size + k] ?? 0)),
    );
  for (const [i, j] of [
    [0, 10],
    [3, 40],
    [20, 61],
  ] as const)
    expect(far(places, 2, i, j)).toBeCloseTo(far(values, 3, i, j), 4);
});

test('no axis turns over while the cloud turns slowly, all the way round', () => {
  let before = principalAxes(ellipse(3, 1, 0), 64, 3);
  for (let angle = 0.1; angle < 2 * Math.PI; angle += 0.1) {
    const now = principalAxes(ellipse(3, 1, angle), 64, 3, before);
    now.axes.forEach(({ vector }, at) => {
      const dot = vector.reduce((sum, value, k) => sum + value * (before.axes[at]?.vector[k] as number), 0);
      expect(dot).toBeGreaterThan(0.99);
    });
    before = now;
  }
});

test('axes that are nearly as good stay in their places; one that is clearly better changes them', () => {
  const before = principalAxes(ellipse(2, 1.9, 0), 64, 3);
  const nearly = principalAxes(ellipse(1.95, 2, 0), 64, 3, before);
  expect(Math.abs(nearly.axes[0].vector[0] as number)).toBeCloseTo(1, 5);
  expect(nearly.axes[0].share).toBeLessThan(nearly.axes[1].share);
  const clearly = principalAxes(ellipse(1, 2, 0), 64, 3, before);
  expect(Math.abs(clearly.axes[0].vector[1] as number)).toBeCloseTo(1, 5);
  expect(clearly.axes[0].share).toBeGreaterThan(clearly.axes[1].share);
});

test('a cloud in one point has axes that show nothing', () => {
  const { axes } = principalAxes(new Float32Array(12).fill(1), 4, 3);
  expect(axes.map(({ share }) => share)).toEqual([0, 0]);
});
