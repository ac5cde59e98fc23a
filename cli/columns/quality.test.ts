import { FindingRow, QualityRow } from '../../src/engine';
import { formatSheet } from '../format';
import { sheetOf } from '.';

const share: QualityRow = {
  check: 'incidentsLinked',
  title: 'Incidents linked to a deployment',
  team: 'Pay',
  subject: null,
  value: 0.625,
  unit: 'ratio',
  k: 5,
  n: 8,
  status: 'look',
  meaning: '5 of 8 incidents are laid to a deployment.',
  advice: 'Map services to repositories.',
  incomplete: false,
};
const age: QualityRow = {
  ...share,
  check: 'freshness',
  title: 'Age of the oldest look',
  team: null,
  subject: 'github',
  value: 5_400,
  unit: 's',
  k: null,
  n: 3,
  status: 'good',
  meaning: 'Looked at lately.',
  advice: '',
};
const nothing: QualityRow = { ...share, team: null, value: null, k: null, n: 0, status: null };
const counted: QualityRow = { ...age, check: 'calls', value: 1_200, unit: 'count', status: null };

const finding: FindingRow = {
  id: 'incidentsOpen P1',
  check: 'incidentsOpen',
  title: 'Incidents open for long',
  kind: 'incident',
  thing: 'P1',
  team: 'Pay',
  count: 1,
  since: Date.parse('2026-03-01T23:30:00Z'),
  found: 'Open since 9 days.',
  advice: 'Resolve it.',
  url: 'https://acme.pagerduty.com/incidents/P1',
};

const checks = sheetOf({ type: 'quality', rows: [share, age, nothing, counted], notices: [] }, [], 'Europe/Berlin');
const findings = sheetOf({ type: 'findings', rows: [finding], notices: [] }, [], 'Europe/Berlin');

describe('checks of data quality', () => {
  it('are exact for a program: a share as a fraction, an age in seconds, what was not checked as null', () => {
    const rows: ReadonlyArray<Record<string, unknown>> = JSON.parse(formatSheet(checks, 'json'));
    expect(rows[0]).toEqual({
      check: 'incidentsLinked',
      title: 'Incidents linked to a deployment',
      team: 'Pay',
      subject: null,
      status: 'look',
      value: 0.625,
      unit: 'ratio',
      k: 5,
      n: 8,
      meaning: '5 of 8 incidents are laid to a deployment.',
      advice: 'Map services to repositories.',
      incomplete: false,
    });
    expect(rows.map(({ value, unit, k, n, status }) => [value, unit, k, n, status]).slice(1)).toEqual([
      [5_400, 's', null, 3, 'good'],
      [null, 'ratio', null, 0, null],
      [1_200, 'count', null, 3, null],
    ]);
  });

  it('read in human units for a person, without what only a program needs', () => {
    // 5,400 s is an hour and a half; 0.625 is 62.5 %, to the next whole one 63 %.
    expect(formatSheet(checks, 'markdown').split('\n').slice(0, 6)).toEqual([
      '| title | team | subject | status | value | n | meaning |',
      '| --- | --- | --- | --- | --- | --- | --- |',
      '| Incidents linked to a deployment | Pay |  | look | 63 % | 8 | 5 of 8 incidents are laid to a deployment. |',
      '| Age of the oldest look |  | github | good | 1 h 30 min | 3 | Looked at lately. |',
      '| Incidents linked to a deployment |  |  |  |  | 0 | 5 of 8 incidents are laid to a deployment. |',
      '| Age of the oldest look |  | github |  | 1200 | 3 | Looked at lately. |',
    ]);
  });
});

describe('findings of data quality', () => {
  it('carry advice, address and an instant in UTC for a program', () => {
    expect(formatSheet(findings, 'csv').split('\r\n')).toEqual([
      'check,title,kind,thing,team,count,since,found,advice,url',
      'incidentsOpen,Incidents open for long,incident,P1,Pay,1,2026-03-01T23:30:00Z,Open since 9 days.,Resolve it.,https://acme.pagerduty.com/incidents/P1',
      '',
    ]);
  });

  it('are dated in the chosen time zone for a person', () => {
    // Half past eleven at night in UTC is half past midnight of the next day in Berlin.
    expect(formatSheet(findings, 'markdown')).toContain(
      '| Incidents open for long | incident | P1 | Pay | 1 | 2026-03-02 00:30 | Open since 9 days. |'
    );
  });
});
