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

const standing = (calls: readonly Call[], more: Partial<Standing> = {}): Standing => ({
  done: 0,
  total: 0,
  complete: false,
  calls,
  waitingUntil: null,
  ...more,
});

const minute = 60_000;

const needs = [need('acme/pay'), need('acme/pay', 'changes'), need('acme/idle'), need('acme/shop')];

describe('how far a query is', () => {
  it('is counted in repositories and services of which everything is there', () => {
    const { done, total } = new Tally().progress(needs, new Set([needs[0], needs[2]]), false, 1_000);
    expect([done, total]).toEqual([1, 3]);
  });

  it.each([
    // A quarter took one second, so all of it takes four.
    ['from the pace so far', 1, 1_000, null, 4_000],
    ['never before what it waits for', 1, 1_000, 60_000, 60_000],
    ['not before a tenth is there', 0, 1_000, null, null],
  ])('ends, it is expected, %s', (_, done, elapsed, waitingUntil, expected) => {
    const tally = new Tally();
    tally.note(standing([], { total: 4 }), 0);
    tally.note(standing([], { done, total: 4, waitingUntil }), elapsed);
    expect(tally.progress(needs, new Set(), false, elapsed).readyAt).toBe(expected);
  });

  it('ends, it is expected, by the pace of what is read, whatever was known before', () => {
    const tally = new Tally();
    // 400 of 500 were kept. In ten minutes 20 of the other hundred were read: the 80 left take 40 more.
    tally.note(standing([], { done: 400, total: 500 }), 0);
    expect(tally.progress(needs, new Set(), false, 10_000).readyAt).toBeNull();
    tally.note(standing([], { done: 420, total: 500 }), 10 * minute);
    expect(tally.progress(needs, new Set(), false, 10 * minute).readyAt).toBe(50 * minute);
  });

  it('ends, it is expected, later where the next round knows some of what it adds and has to read the rest', () => {
    const tally = new Tally();
    tally.note(standing([], { done: 0, total: 10 }), 0);
    tally.note(standing([], { done: 10, total: 10 }), minute);
    // Ten more, half of which were kept: five at ten a minute.
    tally.note(standing([], { done: 15, total: 20 }), minute);
    expect(tally.progress(needs, new Set(), false, minute).readyAt).toBe(1.5 * minute);
  });

  it('has cost each call once, over all rounds', () => {
    const tally = new Tally();
    const [one, two, three] = [call('deployments'), call('changes'), call('history')];
    tally.note(standing([one]), 0);
    tally.note(standing([one, two]), 0);
    tally.note(standing([two, three]), 0);
    expect(tally.progress(needs, new Set(), false, 1).calls).toEqual([one, two, three]);
  });

  it('waits for nothing once it is complete', () => {
    const tally = new Tally();
    tally.note(standing([], { waitingUntil: 60_000 }), 0);
    const { waitingUntil, readyAt } = tally.progress(needs, new Set(needs), true, 1);
    expect([waitingUntil, readyAt]).toEqual([null, null]);
  });
});
