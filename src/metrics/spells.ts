import { Instant, Interval } from '../events';

/** A stretch of time in which something was in one state. */
export interface Spell<State> extends Interval {
  readonly state: State;
}

/**
 * What a person sees of spells that overlap: at every moment the worst of them, and `otherwise` where there is none. The
 * result tiles `over` exactly, oldest first, and no two neighbours are in the same state; empty where `over` is.
 * O(n log n + n · states).
 */
export function worstOver<State, Otherwise>(
  spells: ReadonlyArray<Spell<State>>,
  worstFirst: readonly State[],
  otherwise: Otherwise,
  over: Interval
): ReadonlyArray<Spell<State | Otherwise>> {
  if (!(over.from < over.to)) {
    return [];
  }
  const running = new Map<State, number>();
  const tiles: Array<Spell<State | Otherwise>> = [];
  const add = (from: Instant, to: Instant) => {
    const state = worstFirst.find((one) => (running.get(one) ?? 0) > 0) ?? otherwise;
    const before = tiles[tiles.length - 1];
    if (before !== undefined && before.state === state) {
      tiles[tiles.length - 1] = { ...before, to };
    } else {
      tiles.push({ from, to, state });
    }
  };
  let last = over.from;
  for (const { at, state, by } of turnsOf(spells, over)) {
    if (at > last) {
      add(last, at);
      last = at;
    }
    running.set(state, (running.get(state) ?? 0) + by);
  }
  if (last < over.to) {
    add(last, over.to);
  }
  return tiles;
}

/** One spell begins (`by` 1) or ends (-1). */
interface Turn<State> {
  readonly at: Instant;
  readonly state: State;
  readonly by: 1 | -1;
}

function turnsOf<State>(spells: ReadonlyArray<Spell<State>>, over: Interval): ReadonlyArray<Turn<State>> {
  return spells
    .map(({ from, to, state }) => ({ from: Math.max(from, over.from), to: Math.min(to, over.to), state }))
    .filter(({ from, to }) => from < to)
    .flatMap(({ from, to, state }): Array<Turn<State>> => [
      { at: from, state, by: 1 },
      { at: to, state, by: -1 },
    ])
    .sort((a, b) => a.at - b.at);
}
