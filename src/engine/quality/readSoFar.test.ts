import { plainQuery, QualityCheck, QualityQuery } from '../../query';
import { Need } from '../../sources';
import { Progress, QualityRow } from '../answers';
import { lastProgress, paymentsEngine } from '../testing/asking';
import { range } from '../testing/payments';

/** Hand-worked: the history stands in `engine/testing/payments.ts`. */

const isNeed = (one: unknown): one is Need =>
  typeof one === 'object' && one !== null && 'kind' in one && 'scope' in one;

/** The first answer that comes when only some needs are met, and the last one. */
async function asRead(isMet: (need: Need) => boolean, query: Partial<QualityQuery> = {}) {
  let open = () => {};
  const gate = new Promise<void>((resolve) => (open = resolve));
  const rank = (one: unknown) => (isNeed(one) && !isMet(one) ? 1 : 0);
  const { engine } = paymentsEngine(
    {
      arrange: (list) => [...list].sort((a, b) => rank(a) - rank(b)),
      turn: (need) => (isMet(need) ? Promise.resolve() : gate),
    },
    { patience: 0 }
  );
  const seen: Progress[] = [];
  for await (const progress of engine.run(
    { ...plainQuery('quality'), ...query },
    range,
    new AbortController().signal
  )) {
    seen.push(progress);
    open();
  }
  return { first: seen[0], last: seen[seen.length - 1] };
}

function rowsOf({ answer }: Progress): readonly QualityRow[] {
  return answer.type === 'quality' ? answer.rows : [];
}

const brief = ({ check, value, k, n, status, incomplete }: QualityRow) => [check, value, k, n, status, incomplete];
const unread = (check: QualityCheck) => [check, null, null, 0, null, true];
const isOfIncidents = ({ kind }: Need) => kind === 'incidents';
const isOfIdle = ({ scope }: Need) => scope === 'acme/idle';

describe('while the incidents are read and the deployments are not', () => {
  it('what rests on deployments has no numbers, no status and is still being read', async () => {
    const { first } = await asRead(isOfIncidents);
    expect(first.complete).toBe(false);
    const rows = rowsOf(first);
    expect(rows.map(brief)).toEqual([
      unread('deploymentsWithChanges'),
      unread('changesDeployed'),
      unread('leadTimesApproximate'),
      unread('leadTimesUnknown'),
      // P1 and P2 are on the service of Payments.
      ['incidentsMapped', 1, 2, 2, 'good', false],
      unread('incidentsLinked'),
      unread('linksCertain'),
      unread('linksHigh'),
      unread('linksLow'),
      unread('repositoriesWithoutDeployments'),
      // What the settings and the lists of the sources say is there from the beginning.
      ['repositoriesUnowned', 0, 0, 2, 'good', false],
      ['servicesUnowned', 0, 0, 1, 'good', false],
      ['teamsIncomplete', 0.5, 1, 2, 'act', false],
      unread('overridesUnknown'),
      unread('deploymentsPending'),
      unread('deploymentsBroken'),
      ['incidentsUnacknowledged', 1, 2, 2, 'act', false],
      // P2.
      ['incidentsOpen', 1, null, 2, 'look', false],
      // That nothing stands in the way is known at the end only.
      unread('permissions'),
      unread('reading'),
      ['freshness', 0, null, 1, 'good', true],
      ['calls', 0, null, 0, null, false],
      ['budget', null, null, 0, null, false],
    ]);
    const [{ meaning, advice }] = rows;
    expect([meaning, advice]).toEqual(['Still being read.', 'Nothing to do: the answer comes by itself.']);
  });

  it('nothing is found in what is not there yet', async () => {
    const checks: readonly QualityCheck[] = ['repositoriesWithoutDeployments', 'incidentsOpen'];
    const { first, last } = await asRead(isOfIncidents, { checks, detail: 'findings' });
    const things = ({ answer }: Progress) => (answer.type === 'findings' ? answer.rows.map(({ thing }) => thing) : []);
    expect(things(first)).toEqual(['P2']);
    expect(things(last)).toEqual(['acme/idle', 'P2']);
  });

  it('everything is as ever once it is there', async () => {
    const { last } = await asRead(isOfIncidents);
    expect(last.complete).toBe(true);
    expect(rowsOf(last).filter(({ incomplete }) => incomplete)).toEqual([]);
  });
});

describe('while one repository of two is read', () => {
  it('only that one is judged, and the row says so', async () => {
    const { first } = await asRead(isOfIdle, {
      checks: ['repositoriesWithoutDeployments', 'deploymentsBroken', 'incidentsOpen'],
    });
    const rows = rowsOf(first);
    expect(rows.map(brief)).toEqual([
      // Nothing ever happens in acme/idle; acme/pay, which is not read, is not said to have no deployment.
      ['repositoriesWithoutDeployments', 1, 1, 1, 'act', true],
      unread('deploymentsBroken'),
      unread('incidentsOpen'),
    ]);
    expect(rows[0].meaning).toMatch(/ Not everything is read yet\.$/);
  });
});

describe('once everything has been tried and a repository could not be read', () => {
  it('what rests on it alone has no numbers and says where to look', async () => {
    const { engine } = paymentsEngine({ forbidden: ['acme/pay'] });
    const checks: readonly QualityCheck[] = ['repositoriesWithoutDeployments', 'deploymentsBroken'];
    const rows = rowsOf(await lastProgress(engine, { ...plainQuery('quality'), checks }));
    expect(rows.map(brief)).toEqual([
      ['repositoriesWithoutDeployments', 1, 1, 1, 'act', true],
      unread('deploymentsBroken'),
    ]);
    expect(rows[1]).toMatchObject({
      meaning: 'Could not be read, so nothing is known about it.',
      advice: expect.stringContaining('Missing permissions'),
    });
  });
});

describe('where a source could not even list what it has', () => {
  it('nothing is judged by the emptiness of the list', async () => {
    const { engine, source } = paymentsEngine();
    source.discover = async () => ({
      directory: { repositories: [], services: [], teamRepositories: {} },
      problems: [{ source: 'github', kind: 'unavailable', scope: null, message: 'No answer.', retryAt: null }],
    });
    const checks: readonly QualityCheck[] = ['repositoriesUnowned', 'teamsIncomplete', 'permissions', 'reading'];
    const rows = rowsOf(await lastProgress(engine, { ...plainQuery('quality'), checks }));
    expect(rows.map(brief)).toEqual([
      unread('repositoriesUnowned'),
      unread('teamsIncomplete'),
      // What could not be asked for was not refused either.
      unread('permissions'),
      ['reading', 1, null, 0, 'look', false],
    ]);
  });
});
