import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { saidIn } from './accountLog';
import { decodeIncident, decodeLogEntry } from './records';

/** Recorded answers and another implementation's reading of them; not part of this project. */
const shared = resolve(__dirname, '../../../../shared');
const recorded = resolve(shared, 'recorded/raw_pagerduty_incidents.json');
const vectors = resolve(shared, 'vectors/devlake_pagerduty_incident_normalization.json');

interface RecordedIncident {
  readonly id: string;
  readonly log_entries: readonly unknown[];
}

interface VectorCase {
  readonly input: { readonly id: string; readonly [field: string]: unknown };
  readonly expected: {
    readonly createdAt: string;
    readonly resolvedAt: string | null;
    readonly urgency: string;
    readonly leadTimeMinutes: number | null;
  };
}

(existsSync(recorded) ? describe : describe.skip)('recorded incidents', () => {
  const items: readonly RecordedIncident[] = existsSync(recorded)
    ? JSON.parse(readFileSync(recorded, 'utf8')).items
    : [];
  const firstOf = (item: RecordedIncident) =>
    Math.min(...saidIn(item.log_entries.map((entry) => decodeLogEntry(entry))).acknowledged);

  it('are read with the fields a person sees in them', () => {
    const incidents = items.map(decodeIncident);
    expect(incidents.map((one) => [one?.number, one?.title, one?.service, one?.serviceId, one?.urgency])).toEqual([
      [4, 'Crash reported', 'DevService', 'PIKL83L', 'high'],
      [5, 'Slow startup', 'DevService', 'PIKL83L', 'high'],
      [6, 'Spamming logs', 'DevService', 'PIKL83L', 'low'],
    ]);
    expect(incidents.map((one) => one?.resolvedAt)).toEqual([null, null, Date.parse('2022-11-03T06:51:44Z')]);
    expect(incidents[0]?.url).toBe('https://keon-test.pagerduty.com/incidents/Q3YON8WNWTZMRQ');
  });

  it('were first acknowledged when their logs first say so', () => {
    expect(items.map(firstOf)).toEqual([
      Date.parse('2022-11-03T06:23:07Z'),
      Date.parse('2022-11-03T06:44:37Z'),
      Date.parse('2022-11-03T06:45:46Z'),
    ]);
  });

  it('have a note whose text is not in the log unless channels are included', () => {
    const said = items.map((item) => saidIn(item.log_entries.map((entry) => decodeLogEntry(entry))));
    expect(said.map(({ notes }) => notes)).toEqual([[], [], null]);
  });
});

(existsSync(vectors) ? describe : describe.skip)("DevLake's reading of the same incidents", () => {
  const cases: readonly VectorCase[] = existsSync(vectors) ? JSON.parse(readFileSync(vectors, 'utf8')).cases : [];

  it.each(cases.map((one): [string, VectorCase] => [one.input.id, one]))('agrees on %s', (_, { input, expected }) => {
    // The vector shortens an acknowledgement's acknowledger, which is not read, and has no teams.
    const read = decodeIncident(input);
    expect(read?.createdAt).toBe(Date.parse(expected.createdAt));
    expect(read?.urgency).toBe(expected.urgency);
    expect(read?.resolvedAt ?? null).toBe(expected.resolvedAt === null ? null : Date.parse(expected.resolvedAt));
    const minutes =
      read === null || read.resolvedAt === null ? null : Math.floor((read.resolvedAt - read.createdAt) / 60_000);
    expect(minutes).toBe(expected.leadTimeMinutes);
  });
});
