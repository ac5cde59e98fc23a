import { Urgency } from '../sources';
import { callAt, open } from './testing/script';
import { Stage } from './testing/stage';
import { hour, minute } from './testing/units';

describe('a standing', () => {
  it('tells every call made for its needs since they were wanted, once', async () => {
    const stage = new Stage();
    const [one, two, three] = [1, 2, 3].map(callAt);
    const first = await open(stage.store, [stage.last(5), stage.last(5, 'acme/shop')]);
    const [fetch] = stage.source.fetches;
    await fetch.report({ calls: [one] }, 0);
    const second = await open(stage.store, [stage.last(5)]);
    await fetch.report({ calls: [one, two] }, 1);
    await fetch.report({ calls: [two, three], covered: stage.last(5).interval }, 0);
    expect(first.standing.calls).toEqual([one, two, three]);
    expect(second.standing.calls).toEqual([two, three]);
  });

  it('tells how long it is held back, as long as something is missing', async () => {
    const stage = new Stage();
    const until = stage.now + hour;
    const panel = await open(stage.store, [stage.last(5), stage.last(5, 'acme/shop')]);
    const [fetch] = stage.source.fetches;
    expect(panel.standing.waitingUntil).toBeNull();
    await fetch.report({ waitingUntil: until - minute }, 0);
    await fetch.report({ waitingUntil: until }, 1);
    expect(panel.standing.waitingUntil).toBe(until);
    await fetch.report({ covered: stage.last(5).interval }, 1);
    expect(panel.standing.waitingUntil).toBe(until - minute);
    await fetch.report({ waitingUntil: null }, 0);
    expect(panel.standing.waitingUntil).toBeNull();
  });
});

describe('urgency', () => {
  it('is the highest of those who wait at the moment', async () => {
    const stage = new Stage();
    let shown: Urgency = 'background';
    const first = await open(stage.store, [stage.last(5)], () => shown);
    const [fetch] = stage.source.fetches;
    expect(fetch.urgency()).toBe('background');
    const second = await open(stage.store, [stage.last(2)], () => 'interactive');
    expect(fetch.urgency()).toBe('interactive');
    // What the second wants is there: it no longer waits for the rest.
    await fetch.report({ covered: stage.last(2).interval });
    await second.done;
    expect(fetch.urgency()).toBe('background');
    shown = 'refresh';
    expect(fetch.urgency()).toBe('refresh');
    await first.leave();
    expect(fetch.signal.aborted).toBe(true);
  });
});
