import fc from 'fast-check';
import { FakeIncident, FakeLogEntry, FakeNote, fakePagerduty, now as start, refusal } from './fakePagerduty';
import { Shelf } from './shelf';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;
const scopes = ['S0', 'S1', 'S2'];
const reach = 20 * day;

/** An account in which things happen. */
class Account {
  time = start;
  readonly incidents: FakeIncident[] = [];
  readonly log: FakeLogEntry[] = [];
  readonly notes: Record<string, FakeNote[]> = {};
  readonly changes: Record<string, unknown[]> = {};

  create(age: number, service: number, withChange: boolean): void {
    // Few distinct instants, so that some incidents begin in the same second.
    const at = Math.floor((this.time - age) / (6 * hour)) * 6 * hour;
    const id = `I${this.incidents.length}`;
    this.incidents.push({
      id,
      created_at: iso(at),
      status: 'triggered',
      title: `Incident ${id}`,
      service: { id: scopes[service], summary: scopes[service] },
    });
    this.enter('trigger_log_entry', id, at);
    if (withChange) {
      this.changes[id] = [{ id: `C${id}`, summary: `Deploy 1f3c9ab of ${id}`, timestamp: iso(at - hour) }];
    }
  }

  acknowledge(index: number): void {
    this.change(index, ({ id }) => {
      this.enter('acknowledge_log_entry', id, this.time);
      return { status: 'acknowledged', acknowledgements: [{ at: iso(this.time) }] };
    });
  }

  resolve(index: number): void {
    this.change(index, ({ id }) => {
      this.enter('resolve_log_entry', id, this.time);
      return { status: 'resolved', acknowledgements: [], resolved_at: iso(this.time) };
    });
  }

  merge(index: number, into: number): void {
    const target = this.incidents[into % Math.max(1, this.incidents.length)];
    this.change(index, ({ id }) => {
      if (target === undefined || target.id === id) {
        return {};
      }
      this.enter('resolve_log_entry', id, this.time);
      const reason = { type: 'merge_resolve_reason', incident: { id: target.id } };
      return { status: 'resolved', acknowledgements: [], resolved_at: iso(this.time), resolve_reason: reason };
    });
  }

  move(index: number, service: number): void {
    this.change(index, ({ id }) => {
      this.enter('assign_log_entry', id, this.time);
      return { service: { id: scopes[service], summary: scopes[service] } };
    });
  }

  /** On any incident, but only within a day of its end where the log cannot be read. */
  note(index: number, always: boolean): void {
    const noted = this.incidents[index % Math.max(1, this.incidents.length)];
    const end = Date.parse(String(noted?.resolved_at ?? iso(this.time)));
    if (noted !== undefined && (always || this.time - end <= day)) {
      const notes = (this.notes[noted.id] ??= []);
      notes.push({ content: `note ${notes.length} on ${noted.id}`, created_at: iso(this.time) });
    }
  }

  private change(index: number, how: (open: FakeIncident) => Record<string, unknown>): void {
    const open = this.incidents.filter(({ status }) => status !== 'resolved');
    const chosen = open[index % Math.max(1, open.length)];
    if (chosen !== undefined) {
      this.incidents[this.incidents.indexOf(chosen)] = { ...chosen, ...how(chosen) };
    }
  }

  private enter(type: string, id: string, at: number): void {
    this.log.push({ type, created_at: iso(at), incident: { id } });
  }
}

function iso(instant: number): string {
  return new Date(instant).toISOString();
}

const index = fc.nat(40);
const step = fc.oneof(
  fc.record({ do: fc.constant('pass' as const), time: fc.integer({ min: minute, max: 3 * day }) }),
  fc.record({ do: fc.constant('create' as const), service: fc.nat(2), withChange: fc.boolean() }),
  fc.record({ do: fc.constantFrom('acknowledge' as const, 'resolve' as const, 'note' as const), index }),
  fc.record({ do: fc.constant('merge' as const), index, into: index }),
  fc.record({ do: fc.constant('move' as const), index, service: fc.nat(2) }),
  fc.record({
    do: fc.constant('refresh' as const),
    back: fc.integer({ min: day, max: reach }),
    of: fc.subarray(scopes, { minLength: 1 }),
    /** Left after so many requests; undefined: read to the end. */
    leftAfter: fc.option(fc.integer({ min: 1, max: 6 }), { nil: undefined }),
  })
);

function perform(
  account: Account,
  one: Exclude<typeof step extends fc.Arbitrary<infer S> ? S : never, { do: 'refresh' }>,
  mayRead: boolean
) {
  switch (one.do) {
    case 'pass':
      account.time += one.time;
      break;
    case 'create':
      account.create(0, one.service, one.withChange);
      break;
    case 'merge':
      account.merge(one.index, one.into);
      break;
    case 'move':
      // Only the log tells of one that was moved here and resolved between two visits.
      if (mayRead) {
        account.move(one.index, one.service);
      }
      break;
    case 'note':
      account.note(one.index, mayRead);
      break;
    default:
      account[one.do](one.index);
  }
}

describe('what a store holds after refreshes', () => {
  it.each([
    ['with the log of the account', true],
    ['with the logs of incidents only', false],
  ])('is what a full reading gives, %s', async (_, mayRead) => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.record({ age: fc.integer({ min: 0, max: reach }), service: fc.nat(2), withChange: fc.boolean() }), {
          maxLength: 12,
        }),
        fc.array(step, { maxLength: 25 }),
        async (beginnings, steps) => {
          const account = new Account();
          beginnings.forEach(({ age, service, withChange }) => account.create(age, service, withChange));
          const shelf = new Shelf();
          const visit = async (into: Shelf, of: readonly string[], from: number, leftAfter?: number) => {
            const controller = new AbortController();
            const fake = fakePagerduty(
              {
                ...account,
                fault: ({ path }, calls) => {
                  if (leftAfter !== undefined && calls > leftAfter) {
                    controller.abort();
                  }
                  return path === 'log_entries' && !mayRead ? refusal(403, 'Access Denied') : null;
                },
              },
              account.time
            );
            await into.fill(fake.source, into.needs(of, from, account.time), controller.signal);
          };
          for (const one of steps) {
            if (one.do === 'refresh') {
              await visit(shelf, one.of, account.time - one.back, one.leftAfter);
            } else {
              perform(account, one, mayRead);
            }
          }
          account.time += minute;
          const interval = { from: account.time - reach, to: account.time };
          await visit(shelf, scopes, interval.from);
          const fresh = new Shelf();
          await visit(fresh, scopes, interval.from);
          expect(shelf.known(scopes, interval)).toEqual(fresh.known(scopes, interval));
          expect([...shelf.problems, ...fresh.problems]).toEqual([]);
        }
      ),
      { numRuns: 120 }
    );
  });
});
