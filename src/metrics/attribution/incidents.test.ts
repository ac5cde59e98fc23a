import { Incident } from '../../events';
import { analyse } from '../analyse';
import { Ownership } from '../delivery';
import {
  givenChange,
  givenCommit,
  givenDeployment,
  givenEvents,
  givenIncident,
  givenOwnership,
  minute,
  repository,
} from '../givenEvents';
import { Rules } from '../rules';

const a = 'a1b2c3d4e5f60718293a4b5c6d7e8f9001122334';
const b = 'b1b2c3d4e5f60718293a4b5c6d7e8f9001122334';
const c = 'c1b2c3d4e5f60718293a4b5c6d7e8f9001122334';
const events = givenEvents({
  deployments: [
    givenDeployment('d1', a, 100),
    givenDeployment('d2', c, 200),
    givenDeployment('web-1', 'f'.repeat(40), 300, { repository: 'acme/web', service: 'storefront' }),
    givenDeployment('987654321', '9'.repeat(40), 310, { repository: 'acme/web', service: 'storefront' }),
  ],
  commits: [givenCommit(a, []), givenCommit(b, [a]), givenCommit(c, [b])],
  changes: [givenChange(1, a, 90), givenChange(7, b, 150), givenChange(8, c, 160)],
});

/** The link of one incident as [deployment, rule, confidence]; null: not change-related; undefined: not counted. */
function linkOf(
  incident: Partial<Incident>,
  rules: Partial<Rules> = {},
  more: Partial<Ownership> = {}
): readonly string[] | null | undefined {
  const incidents = [givenIncident('P1', 2000, 2100, incident)];
  const [fact] = analyse({ ...events, incidents }, givenOwnership(rules, more)).incidents;
  if (fact === undefined) {
    return undefined;
  }
  return fact.link === null ? null : [fact.link.deployment.id, fact.link.rule, fact.link.confidence];
}

const statedD2 = ['d2', 'stated', 'certain'];

describe('stated', () => {
  it.each<[string, Partial<Incident>, readonly string[] | null]>([
    ['a deployment id in its field', { deployment: 'd2' }, statedD2],
    ['a commit in its field', { deployment: c }, statedD2],
    ['a deployment id in the title', { title: 'd2 broke checkout' }, statedD2],
    ['a deployment id at the end of a sentence', { texts: ['It was d2.'] }, statedD2],
    ['a deployment id inside a word', { title: 'add2 is slow' }, null],
    [
      'a long numeric id in a link',
      { texts: ['see https://x/actions/runs/987654321'] },
      ['987654321', 'stated', 'certain'],
    ],
    ['a deployed commit, shortened', { texts: [`since ${c.slice(0, 7)}`] }, statedD2],
    ['a contained commit', { texts: [`since ${b.slice(0, 10).toUpperCase()}!`] }, statedD2],
    ['six digits of a commit', { texts: [`since ${c.slice(0, 6)}`] }, null],
    ['a commit inside a longer word', { texts: [`x${c.slice(0, 9)}`] }, null],
    ['an unknown commit', { texts: ['since deadbeef'] }, null],
    ['a pull request in full', { texts: ['caused by acme/pay#7'] }, statedD2],
    ['a link to a pull request', { texts: ['caused by https://github.com/acme/pay/pull/7/files'] }, statedD2],
    ['a pull request of another repository', { texts: ['caused by acme/web#7'] }, null],
    ['a bare number without a mapping', { texts: ['caused by #7'] }, null],
    ['a pull request that is not deployed', { texts: ['caused by acme/pay#77'] }, null],
    ['nothing', {}, null],
  ])('by %s', (_, incident, expected) => {
    expect(linkOf(incident)).toEqual(expected);
  });

  it('by a bare number only where exactly one repository is mapped to the service', () => {
    const incident = { texts: ['caused by #7'], service: 'pay' };
    expect(linkOf(incident)).toEqual(statedD2);
    expect(linkOf(incident, {}, { repositoriesOfService: () => [repository, 'acme/web'] })?.[1]).not.toBe('stated');
  });

  it('does not blame what was deployed after the incident began, which texts name as the remedy', () => {
    expect(linkOf({ createdAt: 199 * minute, texts: ['mended by d2'] })).toBeNull();
    expect(linkOf({ createdAt: 200 * minute, texts: ['d2'] })).toEqual(statedD2);
  });

  it('says in a sentence what names what', () => {
    const incidents = [givenIncident('P1', 2000, null, { texts: ['caused by acme/pay#7'] })];
    const [fact] = analyse({ ...events, incidents }, givenOwnership()).incidents;
    expect(fact.link?.evidence).toBe('Incident P1 names acme/pay#7 in its text, which d2 delivered');
  });
});

describe('related change', () => {
  const related = (text: string, url: string | null = null) => ({ text, url, at: null });

  it('carries a commit or a pull-request link', () => {
    expect(linkOf({ relatedChanges: [related('Deploy', 'https://github.com/acme/pay/pull/8')] })).toEqual([
      'd2',
      'relatedChange',
      'high',
    ]);
    expect(linkOf({ relatedChanges: [related('Deploy')] })).toBeNull();
  });

  it('of several the latest deployed counts, in whatever order', () => {
    const both = [related(c), related('f'.repeat(40)), related(a)];
    expect(linkOf({ relatedChanges: both })).toEqual(['web-1', 'relatedChange', 'high']);
    expect(linkOf({ relatedChanges: [...both].reverse() })).toEqual(['web-1', 'relatedChange', 'high']);
  });

  it('is weaker than what is stated and stronger than proximity', () => {
    const relatedChanges = [related(a)];
    expect(linkOf({ relatedChanges, texts: ['d2'] })).toEqual(statedD2);
    expect(linkOf({ relatedChanges, service: 'pay', createdAt: 210 * minute })).toEqual([
      'd1',
      'relatedChange',
      'high',
    ]);
  });
});

describe('proximity', () => {
  const day = 24 * 60;

  it.each<[string, number, string | null]>([
    ['the very instant it finished', 200, 'd2'],
    ['just before it finished: the one before', 199, 'd1'],
    ['at the end of the window', 200 + day, 'd2'],
    ['after the window', 200 + day + 1, null],
    ['before any deployment', 99, null],
  ])('%s', (_, created, expected) => {
    expect(linkOf({ service: 'pay', createdAt: created * minute })?.[0] ?? null).toBe(expected);
  });

  it('has a window that can be set', () => {
    expect(linkOf({ service: 'pay', createdAt: 261 * minute }, { attributionWindowHours: 1 })).toBeNull();
    expect(linkOf({ service: 'pay', createdAt: 260 * minute }, { attributionWindowHours: 1 })).toEqual([
      'd2',
      'proximity',
      'low',
    ]);
  });

  it.each<[string, Partial<Incident>, string | null]>([
    ['by the service that deployments name', { service: 'Storefront' }, '987654321'],
    ['by the short name of a repository', { service: 'web' }, '987654321'],
    ['by the repository of an issue', { repository: 'acme/pay' }, 'd2'],
    ['of no known service', { service: 'ledger' }, null],
    ['of no service', {}, null],
  ])('finds repositories without a mapping: %s', (_, incident, expected) => {
    expect(linkOf({ createdAt: 400 * minute, ...incident })?.[0] ?? null).toBe(expected);
  });
});

describe('a ruling', () => {
  const override = { incident: 'P1', deployment: 'd1', author: 'Ann', reason: 'wrong flag' };

  it('beats every rule, and is told with author and reason', () => {
    const incidents = [givenIncident('P1', 2000, null, { deployment: 'd2' })];
    const [fact] = analyse({ ...events, incidents }, givenOwnership({ overrides: [override] })).incidents;
    expect(fact.link).toMatchObject({
      rule: 'override',
      confidence: 'certain',
      evidence: 'Ann ruled that d1 caused Incident P1: wrong flag',
    });
  });

  it('can say that an incident is not change-related', () => {
    expect(linkOf({ deployment: 'd2' }, { overrides: [{ ...override, deployment: null }] })).toBeNull();
  });

  it('on another incident changes nothing', () => {
    expect(linkOf({ deployment: 'd2' }, { overrides: [{ ...override, incident: 'P2' }] })).toEqual(statedD2);
  });
});

describe('filters', () => {
  it.each<[string, Partial<Incident>, Partial<Rules>, boolean]>([
    ['a wanted urgency, in any case', { urgency: 'high' }, { urgencies: ['HIGH'] }, true],
    ['another urgency', { urgency: 'low' }, { urgencies: ['high'] }, false],
    ['a wanted priority', { priority: 'P1' }, { priorities: ['p1', 'p2'] }, true],
    ['no priority where one is asked for', { priority: null }, { priorities: ['P1'] }, false],
    ['everything without filters', { urgency: null }, {}, true],
  ])('apply before anything is counted: %s', (_, incident, rules, counted) => {
    expect(linkOf({ deployment: 'd2', ...incident }, rules)).toEqual(counted ? statedD2 : undefined);
  });
});
