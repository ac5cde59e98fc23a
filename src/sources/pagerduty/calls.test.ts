import {
  acknowledged,
  countsOf,
  FakeIncident,
  FakeLogEntry,
  FakeNote,
  fakePagerduty,
  incident,
  now,
} from './fakePagerduty';
import { Shelf } from './shelf';

/**
 * What an organisation costs, counted: 150 services and 1,500 incidents in the 90 days before now, evenly spread, so one
 * every 86.4 minutes. Each has six entries in the log, every fifth a note: 1,500 · 6 + 300 = 9,300 entries.
 */
const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;
const services = Array.from({ length: 150 }, (_, index) => ({ id: `S${index}`, name: `service ${index}` }));
const scopes = services.map(({ id }) => id);
const from = now - 90 * day;

interface Organisation {
  readonly incidents: FakeIncident[];
  readonly log: FakeLogEntry[];
  readonly notes: Record<string, FakeNote[]>;
  readonly changes: Record<string, readonly unknown[]>;
}

function iso(instant: number): string {
  return new Date(instant).toISOString();
}

function entriesOf(id: string, began: number): readonly FakeLogEntry[] {
  const entry = (type: string, after: number) => ({ type, created_at: iso(began + after), incident: { id } });
  return [
    entry('trigger_log_entry', 0),
    entry('assign_log_entry', 0),
    entry('notify_log_entry', 2_000),
    entry('notify_log_entry', 9_000),
    acknowledged(id, iso(began + 5 * minute)),
    entry('resolve_log_entry', 40 * minute),
  ];
}

function organisation(): Organisation {
  const made: Organisation = { incidents: [], log: [], notes: {}, changes: {} };
  for (let index = 0; index < 1_500; index++) {
    const began = from + index * 86.4 * minute;
    const id = `I${index}`;
    const service = { id: `S${index % 150}`, summary: `service ${index % 150}` };
    made.incidents.push(incident(id, iso(began), { resolved_at: iso(began + 40 * minute), service }));
    made.log.push(...entriesOf(id, began));
    if (index % 5 === 0) {
      made.notes[id] = [{ content: `note on ${id}`, created_at: iso(began + hour) }];
    }
  }
  return made;
}

async function loaded(made: Organisation, directory: readonly unknown[] = services) {
  const fake = fakePagerduty({ ...made, services: directory });
  const shelf = new Shelf();
  const visit = async (of: readonly string[] = scopes) => {
    const before = fake.requests.length;
    await shelf.fill(fake.source, shelf.needs(of, from, fake.clock.now()));
    return countsOf(fake.requests.slice(before));
  };
  await fake.source.discover(new AbortController().signal);
  return { fake, shelf, visit, first: await visit() };
}

describe('calls', () => {
  it('first load: one for a hundred incidents, one for a hundred log entries', async () => {
    const { first, shelf } = await loaded(organisation());
    // 1,500 incidents: 15 pages. Completed in six slices of 250: each has 250 · 6 + 50 = 1,550 entries, 16 pages. No change
    // events: 1 page says so. That is 112; items by page size: (1,500 + 9,300) / 100 = 108.
    expect(first).toEqual({ incidents: 15, log_entries: 96, change_events: 1 });
    expect(shelf.incidents.size).toBe(1_500);
    expect(shelf.incidents.get('I1495')).toMatchObject({
      acknowledgedAt: from + 1_495 * 86.4 * minute + 5 * minute,
      texts: ['note on I1495'],
    });
    expect(shelf.problems).toEqual([]);
  });

  it('first load of five of the services: their own logs, where that is less than the log of all', async () => {
    const fake = fakePagerduty({ ...organisation(), services });
    const shelf = new Shelf();
    await fake.source.discover(new AbortController().signal);
    await shelf.fill(fake.source, shelf.needs(scopes.slice(0, 5), from, now));
    // 50 incidents on 5 services. The log's first page says 93: 50 logs are less.
    expect(fake.counts()).toEqual({
      services: 2,
      incidents: 1,
      log_entries: 1,
      'incidents/{id}/log_entries': 50,
      change_events: 1,
    });
  });

  it('services that the directory does not have are asked for by name, fifty a call', async () => {
    const { first } = await loaded(organisation(), []);
    // Three batches of 500 incidents: 5 pages each. Each has two slices of 250, a half of the log: 4,650 entries, 47 pages.
    // The log is read for the first batch only.
    expect(first).toEqual({ incidents: 15, log_entries: 94, change_events: 1 });
  });

  test.each<[string, (made: Organisation, at: number) => void, Record<string, number>]>([
    // What began within the last day: 1 page. What is open: 1 page. What happened since: 1 page.
    ['nothing happened', () => undefined, { incidents: 1, open: 1, log_entries: 1 }],
    [
      'an incident began, was acknowledged and noted',
      (made, at) => {
        made.incidents.push(incident('new', iso(at - 30 * minute), { status: 'acknowledged', resolved_at: null }));
        made.log.push(...entriesOf('new', at - 30 * minute).slice(0, 5));
        made.notes['new'] = [{ content: '1f3c9ab', created_at: iso(at - minute) }];
      },
      // Its acknowledgement and note are in the log of the last hour; its related changes are asked for directly.
      { incidents: 1, open: 1, log_entries: 1, 'incidents/{id}/related_change_events': 1 },
    ],
    [
      'a late note on one of yesterday and on one of last month',
      (made, at) => {
        made.notes['I1490'] = [{ content: 'late', created_at: iso(at - minute) }];
        made.notes['I1000'] = [{ content: 'later', created_at: iso(at - minute) }];
      },
      {
        incidents: 1,
        open: 1,
        log_entries: 1,
        'incidents/{id}': 1,
        'incidents/{id}/log_entries': 2,
        'incidents/{id}/related_change_events': 2,
      },
    ],
  ])('refresh after an hour, when %s', async (_, happens, expected) => {
    const made = organisation();
    const { fake, shelf, visit } = await loaded(made);
    fake.pass(hour);
    happens(made, fake.clock.now());
    expect(await visit()).toEqual(expected);
    expect(shelf.problems).toEqual([]);
  });

  it('refresh with two hundred incidents that nobody ever closes: they cost two pages of the open list', async () => {
    const made = organisation();
    made.incidents.forEach((one, index) => {
      if (index >= 100 && index < 300) {
        made.incidents[index] = { ...one, status: 'triggered', resolved_at: null };
      }
    });
    const { fake, visit } = await loaded(made);
    fake.pass(hour);
    expect(await visit()).toEqual({ incidents: 1, open: 2, log_entries: 1 });
  });

  it('refresh when many were closed at once: they are read by the page, not one by one', async () => {
    const made = organisation();
    const open = made.incidents.slice(100, 200).map(({ id }) => id);
    made.incidents.forEach((one, index) => {
      if (open.includes(one.id)) {
        made.incidents[index] = { ...one, status: 'triggered', resolved_at: null };
      }
    });
    const { fake, shelf, visit } = await loaded(made);
    fake.pass(hour);
    made.incidents.forEach((one, index) => {
      if (open.includes(one.id)) {
        made.incidents[index] = { ...one, status: 'resolved', resolved_at: iso(fake.clock.now()) };
      }
    });
    // They lie side by side: their first page says that one is enough. The log since the first of them has 1,400 incidents
    // with 6.2 entries, 8,680 or 87 pages, which is less than 100 logs; and one page of the last hour.
    expect(await visit()).toEqual({ incidents: 2, open: 1, log_entries: 88, change_events: 1 });
    expect([...shelf.incidents.values()].filter(({ resolvedAt }) => resolvedAt === null)).toEqual([]);
  });
});
