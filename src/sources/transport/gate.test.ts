import { UpstreamError } from './failure';
import { Gate } from './gate';
import { Clock } from './http';
import { Limit } from './limit';
import { createSlots } from './slots';

/** A clock that goes on by a millisecond whenever somebody looks at it, as a real one may. */
class RestlessClock implements Clock {
  private time = 0;

  readonly now = () => this.time++;
  readonly random = () => 0.5;
  readonly sleep = async (milliseconds: number, signal?: AbortSignal): Promise<void> => {
    await new Promise<void>((resolve) => setTimeout(resolve, 0));
    signal?.throwIfAborted();
    this.time += milliseconds;
  };
  readonly alarm = (milliseconds: number, ring: () => void) => {
    let isWanted = true;
    void this.sleep(milliseconds).then(() => isWanted && ring());
    return () => {
      isWanted = false;
    };
  };
}

const opensAt = (at: number): Limit => ({ opensAt: () => at, began: () => undefined, ended: () => undefined });

function gateBehind(limits: { readonly holds?: readonly Limit[]; readonly paces?: readonly Limit[] }): Gate {
  return new Gate({
    clock: new RestlessClock(),
    places: 1,
    slots: createSlots(1),
    holds: limits.holds ?? [opensAt(0)],
    paces: limits.paces ?? [opensAt(0)],
    expected: () => 1,
    refusal: () => new UpstreamError({ kind: 'rateLimited', reason: '', status: null, retry: 'never', retryAt: null }),
  });
}

describe('whoever waits for a limit is let in, whenever it opens', () => {
  // At one of these it opens between the look for somebody to let in and the look for when to look again.
  const instants = Array.from({ length: 12 }, (_, index) => index);

  it.each(instants)('a pace, after %i looks at the clock', async (at) => {
    const gate = gateBehind({ paces: [opensAt(at)] });
    await expect(gate.enter(gate.visitor({ urgency: () => 'interactive' }, Infinity))).resolves.toMatchObject({
      points: 1,
    });
  });

  it.each(instants)('a spent budget, after %i looks at the clock', async (at) => {
    const gate = gateBehind({ holds: [opensAt(at)] });
    await expect(gate.enter(gate.visitor({ urgency: () => 'interactive' }, Infinity))).resolves.toMatchObject({
      points: 1,
    });
  });
});
