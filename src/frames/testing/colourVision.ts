/**
 * What is left of a colour for people who see no red, no green or no blue: G. M. Machado et al., "A Physiologically-based
 * Model for Simulation of Color Vision Deficiency", 2009, table of severity 1.0. Applied to linear light.
 */
const deficiencies = {
  everything: [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
  'no red': [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  'no green': [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
  'no blue': [
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.3039],
  ],
} as const;

export type Vision = keyof typeof deficiencies;
export const visions: readonly Vision[] = ['everything', 'no red', 'no green', 'no blue'];

type Triple = readonly [number, number, number];

/**
 * How far apart two colours look to somebody: CIE 1976 ΔE*ab under D65. About 2 can just be told apart side by side; 100
 * is black and white.
 */
export function distance(one: string, other: string, vision: Vision): number {
  const [a, b] = [one, other].map((colour) => lab(seen(linear(colour), vision)));
  return Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]);
}

function linear(colour: string): Triple {
  const channel = (start: number) => {
    const share = parseInt(colour.slice(start, start + 2), 16) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  };
  return [channel(1), channel(3), channel(5)];
}

function seen(light: Triple, vision: Vision): Triple {
  const [red, green, blue] = deficiencies[vision];
  const dot = (row: Triple) => row[0] * light[0] + row[1] * light[1] + row[2] * light[2];
  const within = (value: number) => Math.min(1, Math.max(0, value));
  return [within(dot(red)), within(dot(green)), within(dot(blue))];
}

/** https://www.w3.org/Graphics/Color/sRGB and CIE 15. */
function lab([red, green, blue]: Triple): Triple {
  const x = (0.4124564 * red + 0.3575761 * green + 0.1804375 * blue) / 0.95047;
  const y = 0.2126729 * red + 0.7151522 * green + 0.072175 * blue;
  const z = (0.0193339 * red + 0.119192 * green + 0.9503041 * blue) / 1.08883;
  const f = (t: number) => (t > 216 / 24389 ? Math.cbrt(t) : ((24389 / 27) * t + 16) / 116);
  return [116 * f(y) - 16, 500 * (f(x) - f(y)), 200 * (f(y) - f(z))];
}
