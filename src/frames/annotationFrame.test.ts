import { DataTopic } from '@grafana/data';
import { annotationFrame } from '.';
import { Answer, DeploymentRow, ExperimentRow, IncidentRow, ReleaseRow } from '../engine';
import { atOnce } from '../metrics';
import { listFrame } from './listFrame';
import { deploymentRow, experimentRow, incidentRow, monday } from './testing/rows';

const minute = 60_000;
const hour = 60 * minute;
const moment = { from: monday, now: monday + 24 * hour };

function marks(answer: Answer) {
  const { fields, length } = atOnce(annotationFrame(answer, moment));
  return Array.from({ length }, (_, i) => Object.fromEntries(fields.map(({ name, values }) => [name, values[i]])));
}

const deployments = (...rows: Array<Partial<DeploymentRow>>) =>
  marks({ type: 'deployments', rows: rows.map(deploymentRow), notices: [] });
const incidents = (...rows: Array<Partial<IncidentRow>>) =>
  marks({ type: 'incidents', rows: rows.map(incidentRow), notices: [] });

describe('annotations', () => {
  it('have the fields that Grafana maps, typed also where there is nothing to mark', () => {
    const { fields, meta, length } = atOnce(annotationFrame({ type: 'incidents', rows: [], notices: [] }, moment));
    expect(fields.map(({ name, type }) => [name, type])).toEqual([
      ['time', 'time'],
      ['timeEnd', 'time'],
      ['title', 'string'],
      ['text', 'string'],
      ['tags', 'other'],
      ['color', 'string'],
      ['isRegion', 'boolean'],
      ['id', 'string'],
      ['newState', 'string'],
    ]);
    expect([meta?.dataTopic, length]).toEqual([DataTopic.Annotations, 0]);
  });

  it('of lists without a place on the axis are none', () => {
    expect(marks({ type: 'runs', rows: [], notices: [] })).toEqual([]);
  });
});

describe('a deployment', () => {
  it('is marked where it finished, by repository, commit and environment; one that never finished is not', () => {
    expect(deployments({ id: 'a' }, { id: 'c', finishedAt: null })).toEqual([
      expect.objectContaining({
        time: monday,
        timeEnd: null,
        isRegion: false,
        title: 'acme/pay 0123456 to production',
        tags: ['acme/pay', 'production', 'payments'],
        id: 'a',
      }),
    ]);
  });

  it.each<[string, Partial<DeploymentRow>, string, string, string]>([
    ['fine', {}, 'green', 'ok', 'No failure is known'],
    ['rework', { rework: true }, 'yellow', 'pending', 'Rework: it repaired an earlier deployment'],
    ['failed', { failed: true }, 'red', 'alerting', 'Failed, and not recovered yet'],
    ['failed rework', { failed: true, rework: true }, 'red', 'alerting', 'Failed, and not recovered yet'],
  ])('has the colour of what became of it: %s', (_, row, color, newState, sentence) => {
    expect(deployments(row)).toEqual([
      expect.objectContaining({ color, newState, text: expect.stringContaining(sentence) }),
    ]);
  });

  it('that failed is a region until its recovery, with rule, evidence, confidence and link', () => {
    const [mark] = deployments({
      failed: true,
      rule: 'rollback',
      evidence: 'Sha <1> again',
      confidence: 'high',
      recoveredAt: monday + minute,
    });
    expect(mark).toMatchObject({ timeEnd: monday + minute, isRegion: true });
    expect(mark.tags).toEqual(['acme/pay', 'production', 'payments', 'failed']);
    expect(mark.text.split('<br>')).toEqual([
      'Failed, and recovered at the end of this region',
      '2 changes',
      'Rollback: Sha &lt;1&gt; again',
      'Confidence: High',
      '<a href="https://github.com/acme/pay/deployments/1" target="_blank" rel="noreferrer">Open</a>',
    ]);
  });

  it('before the time range is not marked, unless its failure lasts into it', () => {
    const before = { finishedAt: monday - hour, failed: true };
    expect(
      deployments(
        { id: 'over', ...before, recoveredAt: monday - minute },
        { id: 'lasting', ...before, recoveredAt: monday + minute },
        { id: 'unknown', ...before }
      ).map(({ id }) => id)
    ).toEqual(['lasting']);
  });
});

describe('an incident', () => {
  it('is a region from start to resolution in the colour of the annotation', () => {
    const row = { resolvedAt: monday + minute, deployment: 'd1', rule: 'stated', evidence: 'Caused by d1' };
    expect(incidents(row)).toEqual([
      expect.objectContaining({
        time: monday,
        timeEnd: monday + minute,
        isRegion: true,
        color: null,
        newState: null,
        tags: ['pay-api', 'high', 'change-related', 'payments'],
      }),
    ]);
    const [{ text }] = incidents(row);
    expect(text).toContain('Resolved at the end of this region<br>Laid to deployment d1<br>Stated: Caused by d1');
  });

  it('that is open lasts until now, and says so', () => {
    expect(incidents({ title: '<b>' })).toEqual([
      expect.objectContaining({
        timeEnd: moment.now,
        isRegion: true,
        title: '&lt;b&gt;',
        text: expect.stringContaining('Still open: this region ends now, the incident does not'),
        tags: ['pay-api', 'high', 'open', 'payments'],
      }),
    ]);
  });

  it('that began before the time range is marked where it lasts into it', () => {
    const before = { createdAt: monday - hour };
    expect(
      incidents(
        { id: 'over', ...before, resolvedAt: monday - minute },
        { id: 'lasting', ...before, resolvedAt: monday + minute },
        { id: 'open', ...before }
      ).map(({ id }) => id)
    ).toEqual(['lasting', 'open']);
  });
});

describe('a release', () => {
  const row: ReleaseRow = {
    id: 'r1',
    repository: 'acme/pay',
    team: 'payments',
    tag: 'v1.2',
    name: 'Spring & co.',
    sha: 'c',
    url: 'https://github.com/acme/pay/releases/v1.2',
    at: monday,
    kind: 'prerelease',
  };

  it('is marked where it was published', () => {
    expect(marks({ type: 'releases', rows: [row], notices: [] })).toEqual([
      expect.objectContaining({
        time: monday,
        timeEnd: null,
        title: 'acme/pay v1.2',
        text:
          'Prerelease<br>Spring &amp; co.<br>' +
          '<a href="https://github.com/acme/pay/releases/v1.2" target="_blank" rel="noreferrer">Open</a>',
        tags: ['acme/pay', 'prerelease', 'payments'],
        color: null,
      }),
    ]);
  });
});

describe('an experiment', () => {
  const row = experimentRow({
    name: 'Small <batches>',
    hypothesis: 'Split & ship.',
    teams: ['payments', 'web'],
    repositories: ['acme/pay'],
    washoutUntil: monday + 14 * 24 * hour,
  });
  const experiments = (given: Partial<ExperimentRow>) =>
    marks({ type: 'experiments', rows: [{ ...row, ...given }], notices: [] });

  it('that is running is a region until now, with hypothesis, metric and washout in its text and teams as tags', () => {
    const [mark] = experiments({});
    expect(mark).toMatchObject({
      time: monday,
      timeEnd: moment.now,
      isRegion: true,
      title: 'Small &lt;batches&gt;',
      tags: ['experiment', 'running', 'payments', 'web'],
      color: null,
    });
    expect(mark.text.split('<br>')).toEqual([
      'Still running: this region ends now, the experiment does not',
      'Split &amp; ship.',
      'Metric that decides: change lead time',
      'Its first 14 days are a washout: what happens then is no evidence',
      'Repositories: acme/pay',
    ]);
  });

  it('that has ended is a region until its end', () => {
    const [mark] = experiments({ end: monday + hour, standing: 'ended', washoutUntil: null });
    expect(mark).toMatchObject({ timeEnd: monday + hour, isRegion: true });
    expect(mark.text).toMatch(/^Ended at the end of this region/);
    expect(mark.text).not.toMatch(/washout/);
  });

  it('that is planned without an end is a line', () => {
    const [mark] = experiments({ start: moment.now + hour, standing: 'planned' });
    expect(mark).toMatchObject({ time: moment.now + hour, timeEnd: null, isRegion: false });
    expect(mark.text).toMatch(/^Planned: it begins here/);
  });

  const day = 24 * hour;
  const washouts = (given: Partial<ExperimentRow>) => experiments(given).filter(({ tags }) => tags.includes('washout'));

  it('has a grey region of its own where nothing is evidence yet, with an id that Grafana tells apart', () => {
    const [experiment, washout, ...others] = experiments({});
    expect(others).toEqual([]);
    expect(washout).toEqual({
      time: monday,
      timeEnd: monday + 14 * day,
      isRegion: true,
      title: 'Washout: Small &lt;batches&gt;',
      text: 'People are getting used to it: what happens in this region is no evidence for or against the experiment',
      tags: ['experiment', 'washout', 'payments', 'web'],
      color: 'gray',
      newState: 'no_data',
      id: expect.any(String),
    });
    expect(washout.id).not.toBe(experiment.id);
  });

  it.each<[string, Partial<ExperimentRow>, number | null]>([
    ['without a washout: none', { washoutUntil: null }, null],
    ['as long as the washout, not the experiment', { end: monday + 30 * day }, monday + 14 * day],
    ['no longer than an experiment of ten days', { end: monday + 10 * day, standing: 'ended' }, monday + 10 * day],
    [
      'where it is planned',
      { start: monday + 3 * day, washoutUntil: monday + 5 * day, standing: 'planned' },
      monday + 5 * day,
    ],
    // The time range begins on Monday: two days of washout from Friday are over on Sunday.
    ['before the time range: none', { start: monday - 3 * day, washoutUntil: monday - day }, null],
    ['lasting into the time range', { start: monday - 3 * day, washoutUntil: monday + hour }, monday + hour],
  ])('shades its washout: %s', (_, given, end) => {
    expect(washouts(given).map(({ timeEnd }) => timeEnd)).toEqual(end === null ? [] : [end]);
  });

  it('is a row of a list, with whom it concerns in words', () => {
    const rows = [row, { ...row, teams: [], repositories: [] }];
    const frame = atOnce(listFrame({ type: 'experiments', rows, notices: [] }));
    const values = Object.fromEntries(frame.fields.map(({ name, values: cells }) => [name, [...cells]]));
    expect(values).toMatchObject({
      Metric: ['Change lead time', 'Change lead time'],
      Teams: ['payments, web', 'Everybody'],
      Status: ['running', 'running'],
      'Days running': [1, 1],
      'Smallest effect': [0.1, 0.1],
    });
  });
});

it('no annotation makes a link of anything but a web address', () => {
  expect(JSON.stringify(incidents({ url: 'javascript:alert(1)' }))).not.toContain('href');
});
