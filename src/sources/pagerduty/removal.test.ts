import { FakeIncident, fakePagerduty, incident, now } from './fakePagerduty';
import { Shelf } from './shelf';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;
const from = now - 30 * day;

function iso(instant: number): string {
  return new Date(instant).toISOString();
}

const open = { status: 'triggered', resolved_at: null };
const merged = (at: number) => ({
  resolved_at: iso(at),
  resolve_reason: { type: 'merge_resolve_reason', incident: { id: 'target' } },
});
const elsewhere = { ...open, service: { id: 'S2', summary: 'web' } };

describe('an incident that is none of the service any more', () => {
  test.each<[string, number, Record<string, unknown>, readonly string[]]>([
    ['moved within the day', 2 * hour, elsewhere, ['neighbour', 'target']],
    ['moved long after it began', 20 * day, elsewhere, ['neighbour', 'target']],
    ['still there', 20 * day, open, ['gone?', 'neighbour', 'target']],
  ])('%s', async (_, age, becomes, expected) => {
    const at = iso(now - age);
    const target = incident('target', iso(now - 25 * day), open);
    const incidents = [incident('gone?', at, open), incident('neighbour', at), target];
    const fake = fakePagerduty({ incidents, notes: { neighbour: ['kept'] } });
    const shelf = new Shelf();
    await shelf.fill(fake.source, shelf.needs(['S1'], from, now));
    expect(shelf.incidents.size).toBe(3);
    fake.pass(hour);
    incidents[0] = incident('gone?', at, becomes);
    await shelf.fill(fake.source, shelf.needs(['S1'], from, fake.clock.now()));
    expect([...shelf.incidents.keys()].sort()).toEqual(expected);
    // What began in the same second was reported with all of its evidence.
    expect(shelf.incidents.get('neighbour')?.texts).toEqual(['kept']);
  });

  it.each([
    ['within the day', 2 * hour],
    ['long after it began', 20 * day],
  ])('merged %s, it is known as merged', async (_, age) => {
    const incidents = [incident('merged', iso(now - age), open), incident('target', iso(now - 25 * day), open)];
    const fake = fakePagerduty({ incidents, notes: { merged: ['a duplicate'] } });
    const shelf = new Shelf();
    await shelf.fill(fake.source, shelf.needs(['S1'], from, now));
    expect(shelf.incidents.get('merged')).toMatchObject({ mergedInto: null, texts: ['a duplicate'] });
    fake.pass(hour);
    incidents[0] = incident('merged', iso(now - age), merged(now));
    await shelf.fill(fake.source, shelf.needs(['S1'], from, fake.clock.now()));
    expect(shelf.incidents.get('merged')).toMatchObject({ mergedInto: 'target', resolvedAt: now, texts: [] });
    expect(shelf.incidents.get('target')).toMatchObject({ mergedInto: null, resolvedAt: null });
  });

  it('moved from one service to another, it is found there', async () => {
    const incidents = [incident('A', iso(now - 20 * day), open)];
    const fake = fakePagerduty({ incidents });
    const shelf = new Shelf();
    await shelf.fill(fake.source, shelf.needs(['S1', 'S2'], from, now));
    fake.pass(hour);
    incidents[0] = incident('A', iso(now - 20 * day), elsewhere);
    await shelf.fill(fake.source, shelf.needs(['S1', 'S2'], from, fake.clock.now()));
    expect(shelf.incidents.get('A')?.serviceId).toBe('S2');
  });

  it('is not dropped because a record around it is not understood', async () => {
    const at = iso(now - 2 * hour);
    const incidents: FakeIncident[] = [incident('A', at), incident('B', at)];
    const fake = fakePagerduty({ incidents });
    const shelf = new Shelf();
    await shelf.fill(fake.source, shelf.needs(['S1'], from, now));
    fake.pass(hour);
    incidents[1] = incident('B', at, { incident_number: 'seven' });
    await shelf.fill(fake.source, shelf.needs(['S1'], from, fake.clock.now()));
    expect([...shelf.incidents.keys()].sort()).toEqual(['A', 'B']);
    expect(shelf.problems.join()).toMatch(/1 record is missing.*incident B/);
  });
});
