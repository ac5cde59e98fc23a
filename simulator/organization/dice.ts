import { mulberry32, Random, seedOf } from '../../src/metrics';

/** Seeded choices. Two dice with the same name and seed roll the same numbers, so that parts do not disturb each other. */
export class Dice {
  private readonly random: Random;

  constructor(seed: number, name: string) {
    this.random = mulberry32(seedOf(`${seed}/${name}`));
  }

  chance(probability: number): boolean {
    return this.random() < probability;
  }

  between(low: number, high: number): number {
    return low + this.random() * (high - low);
  }

  /** Whole number, both ends included. */
  whole(low: number, high: number): number {
    return Math.floor(this.between(low, high + 1));
  }

  pick<Item>(items: readonly Item[]): Item {
    return items[Math.floor(this.random() * items.length)];
  }

  weighted<Item extends string>(weights: Readonly<Partial<Record<Item, number>>>, order: readonly Item[]): Item {
    const total = order.reduce((sum, item) => sum + (weights[item] ?? 0), 0);
    let left = this.random() * total;
    for (const item of order) {
      left -= weights[item] ?? 0;
      if (left < 0) {
        return item;
      }
    }
    return order[order.length - 1];
  }

  /** Skewed as durations are: half below the median, the upper tail wider the larger `spread` is. */
  duration(median: number, spread = 0.7): number {
    const normal = Math.sqrt(-2 * Math.log(1 - this.random())) * Math.cos(2 * Math.PI * this.random());
    return median * Math.exp(spread * normal);
  }

  /** Waiting time of a Poisson process. */
  wait(mean: number): number {
    return -mean * Math.log(1 - this.random());
  }

  hex(length: number): string {
    return this.digits(length, '0123456789abcdef');
  }

  digits(length: number, alphabet: string): string {
    const codes: number[] = [];
    for (let left = length; left > 0; left--) {
      codes.push(alphabet.charCodeAt(Math.floor(this.random() * alphabet.length)));
    }
    return String.fromCharCode(...codes);
  }
}
