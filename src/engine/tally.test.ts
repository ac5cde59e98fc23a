import { Call, Need } from '../sources';
import { Standing } from '../store';
import { Tally } from './tally';

const need = (scope: string, kind: 'deployments' | 'changes' = 'deployments'): Need => ({
  source: 'github',
  kind,
  scope,
  interval: { from: 0, to: 10 },
});

const call = (purpose: string): Call => ({ upstream: 'github/graphql', purpose, at: 0, cost: 1 });

const standing = (calls: readonly Call[], waitingUntil: number | null = null): Standing => ({
  done: 0,
  total: 0,
  complete: false,
  calls,
  waitingUntil,
});

const needs = [need('acme/pay'), need('acme/pay', 'changes'), need('acme/idle'), need('acme/shop')];

describe('how far a query is', () => {
  it('is counted in repositories and services of which everything is there', () => {
    const { done, total } = new Tally(0).progress(needs, new Set([needs[0], needs[2]]), false, 1_000);
    expect([done, total]).toEqual([1, 3]);
  });

  it.each([
    // A quarter took one second, so all of it takes four.
    ['from the pace so far', 1, 1_000, null, 4_000],
    ['never before what it waits for', 1, 1_000, 60_000, 60_000],
    ['not before a tenth is there', 0, 1_000, null, null],
  ])('ends, it is expected, %s', (_, known, elapsed, waitingUntil, expected) => {
    const tally = new Tally(0);
    tally.note(standing([], waitingUntil));
    expect(tally.progress(needs, new Set(needs.slice(0, known)), false, elapsed).readyAt).toBe(expected);
  });

  it('has cost each call once, over all rounds', () => {
    const tally = new Tally(0);
    const [one, two, three] = [call('deployments'), call('changes'), call('history')];
    tally.note(standing([one]));
    tally.note(standing([one, two]));
    tally.note(standing([two, three]));
    expect(tally.progress(needs, new Set(), false, 1).calls).toEqual([one, two, three]);
  });

  it('waits for nothing once it is complete', () => {
    const tally = new Tally(0);
    tally.note(standing([], 60_000));
    const { waitingUntil, readyAt } = tally.progress(needs, new Set(needs), true, 1);
    expect([waitingUntil, readyAt]).toEqual([null, null]);
  });
});
