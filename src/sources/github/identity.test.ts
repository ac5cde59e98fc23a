import { IntervalNeed } from '../types';
import { eventsIn, reportsOf, variablesOf } from './fakeGithub';
import { deployed, living, start } from './testing/living';
import { day, hour } from './testing/livingRepository';

/** Forty deployments, one a day: read once over ninety days, and refreshed two hours later. */
async function refreshed(identity: string | undefined) {
  const { repository, source, requests, clock } = living();
  repository.deployments = deployed(40);
  const whole: IntervalNeed = {
    source: 'github',
    scope: 'acme/pay',
    kind: 'deployments',
    interval: { from: start - 90 * day, to: start },
  };
  const first = await reportsOf(source, [whole]);
  const bookmark = first.flatMap((report) => report.bookmark ?? []).pop();
  clock.pass(2 * hour);
  requests.splice(0);
  const interval = { from: start - day, to: start + 2 * hour };
  const reports = await reportsOf(source, [{ ...whole, interval, bookmark, identity, holds: () => true }]);
  return { source, reports, rows: variablesOf(requests).flatMap(({ first: rows }) => rows ?? []) };
}

test('every report says which repository was read, as soon as that is known', async () => {
  const { source, reports } = await refreshed('R_acme/pay');
  expect(reports.map(({ identity }) => identity)).toEqual(reports.map(() => 'R_acme/pay'));
  expect(source.identityOf?.('Acme/Pay')).toBe('R_acme/pay');
  expect(source.identityOf?.('acme/other')).toBeNull();
});

test.each([
  ['of the same repository goes on where the bookmark stands', 'R_acme/pay', false],
  ['of another repository than the kept one reads it as one that was never read', 'R_former', true],
])('a refresh %s', async (_name, identity, isAnew) => {
  const { reports, rows } = await refreshed(identity);
  expect(rows.length > 0).toBe(isAnew);
  expect(eventsIn(reports, 'deployments').length > 0).toBe(isAnew);
  expect(new Set(reports.map((report) => report.identity))).toEqual(new Set(['R_acme/pay']));
  expect(reports[reports.length - 1]).toMatchObject({ problem: null, baselineKnown: true });
});

test('a refresh that cannot see who goes by the name goes on as it is', async () => {
  const { repository, source, clock } = living();
  repository.deployments = deployed(3);
  const need: IntervalNeed = {
    source: 'github',
    scope: 'acme/gone',
    kind: 'deployments',
    interval: { from: start - day, to: start },
    identity: 'R_gone',
  };
  clock.pass(hour);
  const reports = await reportsOf(source, [need]);
  expect(reports[reports.length - 1].problem?.kind).toBe('notFound');
});
