// How colours look to people who lack one kind of cone. Test only.
// Machado, Oliveira, Fernandes, "A physiologically-based model for simulation of color vision deficiency", 2009,
// severity 1.0, applied to linear light.
import { type Lab, parseHex, type Rgb, toLab } from '../../src/geometry/colour.ts';

const matrices = {
  usual: [1, 0, 0, 0, 1, 0, 0, 0, 1],
  protanopia: [0.152286, 1.052583, -0.204868, 0.114503, 0.786281, 0.099216, -0.003882, -0.048116, 1.051998],
  deuteranopia: [0.367322, 0.860646, -0.227968, 0.280085, 0.672501, 0.047413, -0.01182, 0.04294, 0.968881],
  tritanopia: [1.255528, -0.076749, -0.178779, -0.078411, 0.930809, 0.147602, 0.004733, 0.691367, 0.3039],
} as const;

export type Vision = keyof typeof matrices;
export const visions = Object.keys(matrices) as Vision[];

function seen(hex: string, vision: Vision): Lab {
  const [r, g, b] = parseHex(hex);
  const m = matrices[vision];
  const row = (k: 0 | 3 | 6) => {
    const light = m[k] * r + m[(k + 1) as 1] * g + m[(k + 2) as 2] * b;
    return Math.min(1, Math.max(0, light));
  };
  const rgb: Rgb = [row(0), row(3), row(6)];
  return toLab(rgb);
}

/** How far apart two colours look, in hundredths of OKLab; about 2 can just be told apart side by side. */
export function distance(one: string, other: string, vision: Vision): number {
  const [a, b] = [seen(one, vision), seen(other, vision)];
  return 100 * Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]);
}
