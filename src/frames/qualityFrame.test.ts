import { createTheme, DataFrame, getDisplayProcessor } from '@grafana/data';
import { Answer, FindingRow, QualityRow } from '../engine';
import { complete } from '../engine/testing/complete';
import { plainQuery } from '../query';
import { toFrames } from './testing/toFrames';
import { levelColours } from './levelColours';
import { contrast } from './testing/contrast';
import { context, monday } from './testing/rows';

const row = (given: Partial<QualityRow>): QualityRow => ({
  check: 'deploymentsWithChanges',
  title: 'Deployments with changes',
  team: null,
  subject: null,
  value: 0.95,
  unit: 'ratio',
  k: 38,
  n: 40,
  status: 'good',
  incomplete: false,
  meaning: 'Of 40 deployments, 38 contain a change.',
  advice: 'Nothing to do.',
  ...given,
});

function frameOf(answer: Answer): DataFrame {
  const query = plainQuery('quality');
  return toFrames({ refId: 'A', query, progress: complete(answer), context, benchmarkYear: 2024 })[0];
}

const ofRows = (...rows: Array<Partial<QualityRow>>) => frameOf({ type: 'quality', rows: rows.map(row), notices: [] });
const values = (frame: DataFrame, name: string) => frame.fields.find((one) => one.name === name)?.values;

/** The colour in which a panel shows a value of a column. */
function colourOf(frame: DataFrame, name: string, value: unknown): string | undefined {
  const field = frame.fields.find((one) => one.name === name);
  return field === undefined ? undefined : getDisplayProcessor({ field, theme: createTheme() })(value).color;
}

/** What a panel shows of the first value of a column. */
function textOf(frame: DataFrame, name: string): string | undefined {
  const field = frame.fields.find((one) => one.name === name);
  return field === undefined ? undefined : getDisplayProcessor({ field, theme: createTheme() })(field.values[0]).text;
}

describe('the checks of data quality', () => {
  it('are read as text in their unit, and stand as numbers in the column of it', () => {
    const frame = ofRows(
      {},
      { check: 'incidentsOpen', value: 3, unit: 'count', k: null, n: 12 },
      { check: 'freshness', value: 7_200, unit: 's', k: null, n: 5, subject: 'GitHub' },
      { check: 'linksLow', value: null, k: 0, n: 0, status: null }
    );
    expect(values(frame, 'Result')).toEqual(['95%', '3', '2 hours', null]);
    expect(values(frame, 'Counted')).toEqual(['38/40', '12', '5', null]);
    expect(values(frame, 'Share')).toEqual([0.95, null, null, null]);
    expect(values(frame, 'Count')).toEqual([null, 3, null, null]);
    expect(values(frame, 'Age')).toEqual([null, null, 7_200, null]);
    expect(frame.fields.map(({ name }) => name)).not.toContain('Team');
  });

  it('name the team where they stand team by team, and nobody', () => {
    expect(values(ofRows({ team: 'Payments' }, { team: null }), 'Team')).toEqual(['Payments', '(nobody)']);
  });

  it('say their status in a word and in the colour of its level', () => {
    const frame = ofRows({});
    expect(colourOf(frame, 'Status', 'good')).toBe(levelColours.elite);
    expect(colourOf(frame, 'Status', 'look')).toBe(levelColours.medium);
    expect(colourOf(frame, 'Status', 'act')).toBe(levelColours.low);
  });

  it('that are not read show no number, and say so in the status and in the place of a stat’s value', () => {
    const unread = row({ value: null, k: null, n: 0, status: null, incomplete: true });
    const of = (isComplete: boolean) => {
      const progress = { ...complete({ type: 'quality', rows: [unread], notices: [] }), complete: isComplete };
      const query = plainQuery('quality');
      return toFrames({ refId: 'A', query, progress, context, benchmarkYear: 2024 })[0];
    };
    expect(values(of(false), 'Result')).toEqual([null]);
    expect(values(of(false), 'Counted')).toEqual([null]);
    expect([false, true].map((isComplete) => textOf(of(isComplete), 'Status'))).toEqual(['Reading', 'Not read']);
    expect([false, true].map((isComplete) => textOf(of(isComplete), 'Share'))).toEqual([
      'Not read yet',
      'Could not be read',
    ]);
  });

  it('that are read and have nothing to check are no status, and a stat says that there is no data', () => {
    const frame = ofRows({ value: null, k: 0, n: 0, status: null });
    expect(values(frame, 'Status')).toEqual([null]);
    expect(textOf(frame, 'Share')).toBe('No data');
  });

  it.each([
    ['deploymentsWithChanges', 'Share', 0.9, levelColours.elite],
    ['deploymentsWithChanges', 'Share', 0.7, levelColours.medium],
    ['deploymentsWithChanges', 'Share', 0.69, levelColours.low],
    // What equals the limit of something that had better be low is still within it.
    ['linksLow', 'Share', 0.5, levelColours.elite],
    ['linksLow', 'Share', 0.51, levelColours.medium],
    ['linksLow', 'Share', 0.81, levelColours.low],
    ['overridesUnknown', 'Count', 1_000, levelColours.medium],
    ['permissions', 'Count', 0, levelColours.elite],
    ['permissions', 'Count', 1, levelColours.low],
  ] as const)('of %s alone colour %s %d by its threshold', (check, name, value, colour) => {
    expect(colourOf(ofRows({ check }), name, value)).toBe(colour);
  });

  it('are drawn in colours that can be read on light and dark panels', () => {
    for (const colour of [levelColours.elite, levelColours.medium, levelColours.low]) {
      expect(contrast(colour, '#181b1f')).toBeGreaterThanOrEqual(3);
      expect(contrast(colour, '#ffffff')).toBeGreaterThanOrEqual(3);
    }
  });
});

describe('what the checks found', () => {
  const finding: FindingRow = {
    id: 'deploymentsPending/deployment/d7',
    check: 'deploymentsPending',
    title: 'Deployments that never finished',
    kind: 'deployment',
    thing: 'acme/pay 0123456',
    team: null,
    count: 1,
    since: monday,
    found: 'It was begun.',
    advice: 'Look at it.',
    url: 'https://github.example/d7',
  };

  it('is a table whose things open where they come from', () => {
    const frame = frameOf({ type: 'findings', rows: [finding], notices: [] });
    expect(frame.fields.filter(({ name }) => name !== 'url').map(({ name, values: [value] }) => [name, value])).toEqual(
      [
        ['Check', 'Deployments that never finished'],
        ['Kind', 'Deployment'],
        ['Thing', 'acme/pay 0123456'],
        ['Team', null],
        ['How many', 1],
        ['Since', monday],
        ['What was found', 'It was begun.'],
        ['What to do', 'Look at it.'],
      ]
    );
    expect(frame.fields.find(({ name }) => name === 'Thing')?.config.links).toHaveLength(1);
  });

  it('is nothing where all is well, and the engine’s reason is not followed by a weaker one', () => {
    const text = 'No check of data quality found anything to look at.';
    const notices = [{ severity: 'info', text, explainsEmptiness: true }] as const;
    expect(frameOf({ type: 'findings', rows: [], notices }).meta?.notices).toEqual([{ severity: 'info', text }]);
  });
});
