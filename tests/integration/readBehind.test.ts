import {
  settingsFor,
  SimulatedClock,
  simulatedEngine,
  simulatedOrigin,
  SimulatedStorage,
  simulateInProcess,
} from '../../simulator';
import { benchStart, simulatedOrganization } from '../../bench/simulatedOrganization';
import { plainQuery } from '../../src/query';
import { HttpClient } from '../../src/sources';
import { lastProgress } from '../asking/lastProgress';

/** What is read behind the answers costs nobody who looks anything: not a call, and not the time its budget is spent. */

const minute = 60_000;
const day = 24 * 60 * minute;
const query = { ...plainQuery('metrics'), groupBy: ['team' as const] };

/** A viewer's browser over ten repositories: whatever tabs are open share what is kept. */
function browser(sharedReach: boolean) {
  const organization = simulatedOrganization(10, 90);
  const clock = new SimulatedClock(benchStart);
  // So few points that what is read behind comes to the half that is left to others.
  const simulated = simulateInProcess({ organization, clock, hourlyLimit: 400 });
  const settings = settingsFor(organization, simulatedOrigin, simulatedOrigin);
  const storage = new SimulatedStorage();
  let calls = 0;
  const client: HttpClient = (request, signal) => {
    calls++;
    return simulated.client(request, signal);
  };
  const count = () => calls;
  // However long nobody asks anything.
  const tireless = { readsBehindFor: Number.POSITIVE_INFINITY, patience: 10 * minute, sharedReach };
  const open = () => simulatedEngine({ client, clock, settings, vault: storage.tab(), ...tireless });
  const ask = async (engine: ReturnType<typeof open>, days: number) => {
    const began = clock.now();
    const context = { from: began - days * day, to: began, timeZone: 'UTC', now: began };
    const { answer, calls: own } = await lastProgress(engine, query, context);
    return { rows: answer.type === 'metrics' ? answer.rows : [], calls: own.length, took: clock.now() - began };
  };
  return { clock, open, ask, count };
}

/** A dashboard, the same after twenty-five minutes, and in another tab one that reaches further back. */
async function play(sharedReach: boolean) {
  const { clock, open, ask, count } = browser(sharedReach);
  const until = (minutes: number) => clock.sleep(benchStart + minutes * minute - clock.now());
  const one = open();
  await ask(one, 90);
  const first = count();
  await until(25);
  const behind = count() - first;
  const refresh = await ask(one, 90);
  await until(26);
  const other = await ask(open(), 120);
  const shown = count();
  await until(300);
  return { behind, refresh, other, later: count() - shown, again: await ask(one, 180), end: () => clock.hold() };
}

it('is interrupted by a refresh and by another tab, and loses nothing by it', async () => {
  const [alone, read] = [await play(false), await play(true)];
  // Some of it is read when its budget ends, and some is not.
  expect(read.behind).toBeGreaterThan(10);
  expect(read.later).toBeGreaterThan(10);
  expect(alone.behind + alone.later).toBe(0);
  // The refresh takes what it takes where nothing is read behind; whoever opens another tab does not wait for the budget's end.
  expect(read.refresh.calls).toBeLessThanOrEqual(alone.refresh.calls);
  expect(read.refresh.took).toBeLessThanOrEqual(alone.refresh.took);
  // It sets out twice, for what is free and for what the first tab lets go of: some calls are not as full.
  expect(read.other.calls).toBeLessThanOrEqual(1.1 * alone.other.calls);
  expect(read.other.took).toBeLessThan(3 * minute);
  for (const step of ['refresh', 'other', 'again'] as const) {
    expect(read[step].rows).toEqual(alone[step].rows);
  }
  // What was read behind does not have to be read once it is asked for.
  expect(read.again.calls).toBeLessThan(alone.again.calls / 2);
  [alone, read].forEach(({ end }) => end());
}, 120_000);
