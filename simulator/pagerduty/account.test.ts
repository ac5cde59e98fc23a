import { generateLargeOrganization } from '../organization';
import { SimulatedClock, simulateInProcess } from '../inProcess';
import { dig, listAt, testNow } from '../testing';

const hour = 3_600_000;
const until = testNow + 72 * hour;
const organization = generateLargeOrganization({ seed: 5, now: testNow, until, days: 30, repositories: 30 });

function stage() {
  const clock = new SimulatedClock(testNow);
  const { client } = simulateInProcess({ organization, clock });
  const list = async (path: string, more = {}) => {
    const params = {
      since: new Date(testNow - 29 * 24 * hour).toISOString(),
      until: new Date(clock.now()).toISOString(),
      limit: 100,
      offset: 0,
      ...more,
    };
    const found: unknown[] = [];
    for (let isMore = true; isMore; params.offset += params.limit) {
      const { body } = await client({ upstream: 'pagerduty', method: 'GET', path, params });
      found.push(...listAt(body, path));
      isMore = dig(body, 'more') === true;
    }
    return found;
  };
  return { clock, list };
}

test('PagerDuty lists the notes of the whole account, and the change events that are still kept', async () => {
  const { list } = stage();
  const { incidents } = organization.pagerduty;
  const isSeen = ({ at }: { readonly at: number }) => at >= testNow - 29 * 24 * hour && at < testNow;
  const notes = incidents.flatMap((one) => one.notes).filter(isSeen);
  const entries = await list('log_entries');
  const annotations = entries.filter((entry) => dig(entry, 'type') === 'annotate_log_entry');
  expect(annotations.map((entry) => dig(entry, 'channel', 'summary')).sort()).toEqual(
    notes.map(({ content }) => content).sort()
  );
  expect(notes.length).toBeGreaterThan(0);
  const changes = incidents.flatMap((one) => one.changeEvents).filter(isSeen);
  expect((await list('change_events')).map((event) => dig(event, 'id')).sort()).toEqual(
    changes.map(({ id }) => id).sort()
  );
});

test('an incident comes, is acknowledged and resolved while the clock goes on', async () => {
  const { clock, list } = stage();
  const coming = organization.pagerduty.incidents.find(
    ({ createdAt, acknowledgements, resolvedAt }) =>
      createdAt > testNow && acknowledgements.length > 0 && resolvedAt !== null
  );
  const [acknowledgement] = coming?.acknowledgements ?? [];
  const seen: unknown[] = [];
  for (const moment of [coming?.createdAt, acknowledgement?.at, coming?.resolvedAt]) {
    const look = async () => {
      const found = (await list('incidents')).find((one) => dig(one, 'id') === coming?.id);
      seen.push(dig(found, 'status') ?? null);
    };
    await clock.sleep((moment ?? 0) - 2_000 - clock.now());
    await look();
  }
  await clock.sleep(10_000);
  seen.push(
    dig(
      (await list('incidents')).find((one) => dig(one, 'id') === coming?.id),
      'status'
    )
  );
  expect(seen).toEqual([null, 'triggered', 'acknowledged', 'resolved']);
});
