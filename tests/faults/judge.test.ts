import { fullName } from '../../simulator';
import { ChangeRow, IncidentRow, MetricRow, Progress } from '../../src/engine';
import { complete } from '../../src/engine/testing/complete';
import { mistakesIn } from './judge';
import { organization } from './matrix';
import { misleadingIn } from './naming';
import { present } from './organization';

/** A judge that is given a falsified answer must object. */

type Problem = Progress['problems'][number];

const day = 86_400_000;
const [squash, merge, workflow] = organization().repositories.map(fullName);
const [service] = organization().pagerduty.services;

const row = (more: Partial<MetricRow> = {}): MetricRow => ({
  metric: 'changeLeadTime',
  group: { repository: squash },
  time: null,
  period: { from: 0, to: 1 },
  value: 3,
  unit: 's',
  n: 8,
  k: null,
  low: 1,
  high: 5,
  level: null,
  score: null,
  open: 0,
  unknown: 0,
  approximate: 0,
  target: null,
  previous: null,
  incomplete: false,
  ...more,
});

const unread = (text: string) => ({
  severity: 'warning' as const,
  text: `Could not be read, so not in these numbers: ${text}.`,
});

const problem = (more: Partial<Problem> = {}): Problem => ({
  source: 'github',
  kind: 'unavailable',
  scope: null,
  message: 'It is out of order.',
  retryAt: null,
  ...more,
});

describe('numbers', () => {
  const other = row({ group: { repository: merge } });
  const failRate = row({ metric: 'changeFailRate' });
  const right = [row(), other, failRate];
  const half = { value: 4, incomplete: true };

  it.each<[string, readonly MetricRow[], Partial<Progress>, readonly string[], number]>([
    ['the same are right', right, {}, [], 0],
    ['another is wrong', [row({ value: 4 }), other, failRate], {}, [], 1],
    ['the same over fewer is wrong', [row({ n: 7 }), other, failRate], {}, [], 1],
    ['the same with another interval is wrong', [row({ low: 2 }), other, failRate], {}, [], 1],
    ['none is wrong, too, where it is not marked', [row({ value: null }), other, failRate], {}, [], 1],
    ['a mark alone does not say what is missing', [row(half), other, failRate], {}, [], 1],
    ['a mark where nothing differs has to be explained, too', [row({ incomplete: true }), other, failRate], {}, [], 1],
    [
      'a mark and a problem of another repository',
      [row(half), other, failRate],
      { problems: [problem({ scope: merge })] },
      [],
      1,
    ],
    [
      'a mark and a problem of the repository',
      [row(half), other, failRate],
      { problems: [problem({ scope: squash })] },
      [],
      0,
    ],
    ['a mark and a notice that names another repository', [row(half), other, failRate], {}, [workflow], 1],
    ['a mark and a notice that names the repository', [row(half), other, failRate], {}, [squash], 0],
    [
      'a mark and a problem of the organisation',
      [row(half), other, failRate],
      { problems: [problem({ scope: 'organization globex' })] },
      [],
      0,
    ],
    ['a mark and a problem of all of GitHub', [row(half), other, failRate], { problems: [problem()] }, [], 0],
    [
      'PagerDuty does not explain a lead time',
      [row(half), other, failRate],
      { problems: [problem({ source: 'pagerduty' })] },
      [],
      1,
    ],
    [
      'PagerDuty explains a fail rate',
      [row(), other, { ...failRate, ...half }],
      { problems: [problem({ source: 'pagerduty' })] },
      [],
      0,
    ],
    ['a service explains a fail rate', [row(), other, { ...failRate, ...half }], {}, [service.id], 0],
    [
      'a problem does not excuse a number that is not marked',
      [row({ value: 4 }), other, failRate],
      { problems: [problem()] },
      [],
      1,
    ],
    ['a repository that is named as not read has to be marked', right, {}, [squash], 1],
    ['a row that is gone without a word', [row(), failRate], {}, [], 1],
    [
      'a row that is gone because its repository could not be listed',
      [row(), failRate],
      { problems: [problem({ scope: 'organization globex' })] },
      [],
      0,
    ],
    [
      'a row that is gone because PagerDuty could not be listed',
      [row(), failRate],
      { problems: [problem({ source: 'pagerduty' })] },
      [],
      1,
    ],
    ['a row that should not be there', [...right, row({ group: { repository: 'globex/other' } })], {}, [], 1],
    ['another bucket is another number', [row({ time: 7 }), other, failRate], {}, [], 2],
  ])('%s', (_, rows, more, names, count) => {
    const notices = names.length === 0 ? [] : [unread(names.join(', '))];
    const given = complete({ type: 'metrics', rows, notices }, more);
    const whole = complete({ type: 'metrics', rows: right, notices: [] });
    expect(mistakesIn(given, whole, organization())).toHaveLength(count);
  });

  it.each([
    ['a lead time that was decided by time', 'changeLeadTime' as const, true, 0],
    ['… and nobody says so', 'changeLeadTime' as const, false, 1],
    ['a rate has no such excuse', 'changeFailRate' as const, true, 1],
  ])('%s', (_, metric, isSaid, count) => {
    const text = '1 change has an approximate lead time: the merge time decided.';
    const notices = isSaid ? [{ severity: 'info' as const, text }] : [];
    const given = complete({ type: 'metrics', rows: [row({ metric, value: 4, approximate: 1 })], notices });
    const whole = complete({ type: 'metrics', rows: [row({ metric })], notices: [] });
    expect(mistakesIn(given, whole, organization())).toHaveLength(count);
  });

  it.each<[string, Partial<MetricRow>, number]>([
    ['may be another where it is marked', half, 0],
    ['may not where it is not', { value: 4 }, 1],
    ['nor be one over fewer', { n: 7 }, 1],
  ])('on its way %s', (_, more, count) => {
    const given = complete({ type: 'metrics', rows: [row(more)], notices: [] }, { complete: false });
    const whole = complete({ type: 'metrics', rows: [row()], notices: [] });
    expect(mistakesIn(given, whole, organization())).toHaveLength(count);
  });
});

describe('lists', () => {
  const change = (number: number, mergedAt: number, more: Partial<ChangeRow> = {}): ChangeRow => ({
    repository: squash,
    id: String(number),
    number,
    title: 'Raise the timeout',
    author: 'ann',
    labels: [],
    team: null,
    url: null,
    mergedAt,
    deployment: 'd1',
    deployedAt: mergedAt,
    leadTime: 60,
    approximate: false,
    reason: null,
    ...more,
  });
  const at = Date.parse('2026-11-10T12:00:00Z');
  const right = [change(1, at), change(2, at + 5 * day)];

  it.each<[string, readonly ChangeRow[], Partial<Progress>, readonly string[], number]>([
    ['the same is right', right, {}, [], 0],
    ['an author whom GitHub does not know any more', [change(1, at, { author: null }), right[1]], {}, [], 0],
    ['an event that is missing without a word', [right[1]], {}, [], 1],
    ['… of a repository that is not read at all', [right[1]], {}, [squash], 0],
    ['… of another one', [right[1]], {}, [merge], 1],
    [
      '… within the stretch that is named',
      [right[1]],
      { problems: [problem({ scope: squash })] },
      [`${squash} (2026-11-09 to 2026-11-11)`],
      0,
    ],
    ['… before the day that is named', [right[1]], {}, [`${squash} (before 2026-11-11)`], 0],
    [
      '… outside the stretch that is named',
      [right[1]],
      { problems: [problem({ scope: squash })] },
      [`${squash} (2026-11-13 to 2026-11-15)`],
      1,
    ],
    [
      '… where only what deployments contain is not known',
      [right[1]],
      { problems: [problem({ scope: squash })] },
      [`${squash} (what some deployments contain)`],
      1,
    ],
    [
      '… outside the stretch, but single records are missing, too',
      [right[1]],
      { problems: [problem({ scope: squash, message: 'The pull requests: 1 record is missing.' })] },
      [`${squash} (2026-11-13 to 2026-11-15)`],
      0,
    ],
    ['an event that is something else without a word', [change(1, at, { leadTime: 61 }), right[1]], {}, [], 1],
    ['… of a repository that is named', [change(1, at, { leadTime: 61 }), right[1]], {}, [squash], 0],
    [
      '… while PagerDuty does not answer',
      [change(1, at, { leadTime: 61 }), right[1]],
      { problems: [problem({ source: 'pagerduty' })] },
      [],
      1,
    ],
    ['an event that should not be there', [...right, change(3, at)], {}, [], 1],
  ])('%s', (_, rows, more, names, count) => {
    const notices = names.length === 0 ? [] : [unread(names.join(', '))];
    const whole = complete({ type: 'changes', rows: right, notices: [] });
    expect(mistakesIn(complete({ type: 'changes', rows, notices }, more), whole, organization())).toHaveLength(count);
  });

  it('an incident is missing only where its own service is named', () => {
    const incident: IncidentRow = {
      id: 'P1',
      title: 'Orders fail',
      service: service.name,
      team: null,
      urgency: 'high',
      priority: null,
      url: null,
      createdAt: at,
      acknowledgedAt: null,
      resolvedAt: at + day,
      timeToRestore: 86_400,
      deployment: null,
      rule: null,
      confidence: null,
      evidence: null,
      because: null,
    };
    const whole = complete({ type: 'incidents', rows: [incident], notices: [] });
    const without = (name: string) =>
      mistakesIn(complete({ type: 'incidents', rows: [], notices: [unread(name)] }), whole, organization());
    expect(without(service.id)).toEqual([]);
    expect(without(organization().pagerduty.services[1].id)).toHaveLength(1);
    expect(without(squash)).toHaveLength(1);
  });
});

describe('what misleads', () => {
  it.each<[string, Partial<Problem>, number]>([
    ['nothing', { scope: squash }, 0],
    ['another kind of trouble than there is', { kind: 'notFound' }, 1],
    ['a name that nobody knows', { scope: 'globex/other' }, 1],
    ['the wrong upstream', { message: 'PagerDuty is out of order.' }, 1],
    ['a text with a hole', { message: 'undefined is out of order.' }, 1],
    ['no text', { message: '' }, 1],
  ])('%s', (_, more, count) => {
    const given = complete({ type: 'metrics', rows: [], notices: [] }, { problems: [problem(more)] });
    expect(misleadingIn(given, organization(), ['unavailable'])).toHaveLength(count);
  });

  it('a stretch of time that is none', () => {
    const given = complete({ type: 'metrics', rows: [row()], notices: [unread(`${squash} (soon to later)`)] });
    expect(() => mistakesIn(given, given, organization())).toThrow('no stretch of time');
  });
});

test('the history is over when everybody looks', () => {
  const { repositories } = organization();
  expect(repositories.flatMap((one) => one.deployments).filter(({ createdAt }) => createdAt > present)).toEqual([]);
});
