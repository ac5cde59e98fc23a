import { Need, Problem, Urgency } from '../sources';
import { noVault, Vault } from '../store';
import { plainQuery } from '../query';
import { Progress } from './answers';
import { EngineOptions } from './engine';
import { everyProgress, lastProgress, metricRows, paymentsEngine, rowsIn, until } from './testing/asking';
import { at, day, hour, now, paymentsDirectory, paymentsSettings, range } from './testing/payments';
import { urgencyOf } from './urgency';

/** A vault in memory, as IndexedDB would keep it. */
function memoryVault(): Vault & { readonly entries: Map<string, unknown> } {
  const entries = new Map<string, unknown>();
  return {
    ...noVault,
    entries,
    load: async (keys) => new Map(keys.flatMap((key) => (entries.has(key) ? [[key, entries.get(key)] as const] : []))),
    save: async (saved) => saved.forEach((entry, key) => entries.set(key, structuredClone(entry))),
  };
}

/** On the next day's visit. */
const later = { now: () => now + day };
const never = new Promise<never>(() => {});
const settled = () => new Promise<void>((resolve) => setTimeout(resolve, 5));
const five = { ...plainQuery('metrics'), groupBy: ['repository' as const] };

async function firstOf(progress: AsyncIterable<Progress>): Promise<Progress> {
  for await (const first of progress) {
    return first;
  }
  throw new Error('There was no answer.');
}

describe('the first partial answer', () => {
  it('comes as soon as there is anything, the next not before its time', async () => {
    const turn = () => settled();
    const { engine } = paymentsEngine({ turn }, { patience: Number.POSITIVE_INFINITY });
    const seen = await everyProgress(engine, five);
    expect(seen.map(({ complete, done, total }) => [complete, done < total])).toEqual([
      [false, true],
      [true, false],
    ]);
    // Two repositories and a service.
    expect(seen[1]).toMatchObject({ done: 3, total: 3, readyAt: null, waitingUntil: null });
  });
});

describe('a directory that was kept', () => {
  it('is used at once on the next visit, and nothing is final before it has been looked at again', async () => {
    const vault = memoryVault();
    await lastProgress(paymentsEngine({}, { vault }).engine, five);
    await settled();

    const { engine, source } = paymentsEngine({}, { vault, clock: later });
    let goOn = () => {};
    const gate = new Promise<void>((resolve) => (goOn = resolve));
    const discover = source.discover.bind(source);
    source.discover = async () => {
      await gate;
      return discover();
    };
    const seen: Progress[] = [];
    const all = (async () => {
      for await (const progress of engine.run(five, range, new AbortController().signal)) {
        seen.push(progress);
      }
    })();
    await until(() => seen.at(-1)?.done === 3);
    await settled();
    expect(seen.at(-1)).toMatchObject({ complete: false, total: 3 });
    goOn();
    await all;
    expect(seen.at(-1)).toMatchObject({ complete: true });
    expect(seen.at(-1)?.answer).toEqual((await lastProgress(paymentsEngine().engine, five)).answer);
  });

  it('is taken as it is for ten minutes, unless something else is to be listed now', async () => {
    const vault = memoryVault();
    await lastProgress(paymentsEngine({}, { vault }).engine, five);
    await settled();
    const discoveries = async (options: Partial<EngineOptions>) => {
      const { engine, source } = paymentsEngine({}, { vault, ...options });
      const discover = jest.spyOn(source, 'discover');
      await lastProgress(engine, five);
      return discover.mock.calls.length;
    };
    expect(await discoveries({ clock: { now: () => now + 9 * 60_000 } })).toBe(0);
    expect(await discoveries({ clock: { now: () => now + 11 * 60_000 } })).toBe(1);
    await settled();
    // A clock that was ahead by a day and has been put right: nobody knows how old it is.
    expect(await discoveries({ clock: { now: () => now - day } })).toBe(1);
    await settled();
    expect(await discoveries({ settings: { ...paymentsSettings, organizations: ['acme', 'zoo'] } })).toBe(1);
  });

  it('gives way to what there is now', async () => {
    const vault = memoryVault();
    await lastProgress(paymentsEngine({}, { vault }).engine, five);
    await settled();
    const [pay, idle] = paymentsDirectory.repositories;
    const directory = { ...paymentsDirectory, repositories: [pay, idle, { ...idle, name: 'acme/new' }] };
    const { answer } = await lastProgress(paymentsEngine({ directory }, { vault, clock: later }).engine, {
      ...plainQuery('metrics'),
      groupBy: ['repository'],
      metrics: ['deploymentFrequency'],
    });
    expect(rowsIn(answer).map(({ group }) => group.repository)).toEqual(['acme/idle', 'acme/new', 'acme/pay']);
  });

  it('is used with its problem on the next visit where only a setting meets nothing', async () => {
    const vault = memoryVault();
    const message = 'The repository acme/old is now called acme/pay. Change it in the settings.';
    const renamed: Problem = { source: 'github', kind: 'configuration', scope: 'acme/old', message, retryAt: null };
    const listed = async () => ({ directory: paymentsDirectory, problems: [renamed] });
    const first = paymentsEngine({}, { vault });
    first.source.discover = listed;
    await lastProgress(first.engine, five);
    await settled();

    const { engine, source } = paymentsEngine({}, { vault, clock: later });
    source.discover = () => never;
    const { problems, done, total } = await firstOf(engine.run(five, range, new AbortController().signal));
    expect([problems, done <= total, total]).toEqual([[renamed], true, 3]);
    source.discover = listed;
    // It may have been mended meanwhile: looked at again sooner than one without problems.
    const soon = paymentsEngine({}, { vault, clock: { now: () => now + 2 * 60_000 } });
    const discover = jest.spyOn(soon.source, 'discover').mockImplementation(listed);
    expect((await lastProgress(soon.engine, five)).problems).toEqual([renamed]);
    expect(discover).toHaveBeenCalledTimes(1);
  });

  it('is not one of which a list could not be read, nor one that makes no sense', async () => {
    const vault = memoryVault();
    const { engine, source } = paymentsEngine({}, { vault });
    const message = 'Some repositories may not be seen.';
    const problem = { source: 'github' as const, kind: 'forbidden' as const, scope: null, message, retryAt: null };
    source.discover = async () => ({ directory: paymentsDirectory, problems: [problem] });
    await lastProgress(engine, five);
    await settled();
    expect([...vault.entries.keys()].filter((key) => key.startsWith('directory'))).toEqual([]);

    vault.entries.set('directory github', { version: 1, directory: { repositories: [{ name: 7 }] } });
    const [row] = await metricRows(paymentsEngine({}, { vault }).engine, { metrics: ['deploymentFrequency'] });
    expect(row.value).toBe(0.4);
  });

  it('stands where what there is now cannot be listed, with the trouble said', async () => {
    const vault = memoryVault();
    await lastProgress(paymentsEngine({}, { vault }).engine, five);
    await settled();
    const { engine, source } = paymentsEngine({}, { vault, clock: later });
    const message = 'GitHub does not answer.';
    const problem = { source: 'github' as const, kind: 'unavailable' as const, scope: null, message, retryAt: null };
    source.discover = async () => ({
      directory: { repositories: [], services: [], teamRepositories: {} },
      problems: [problem],
    });
    const { answer, problems } = await lastProgress(engine, five);
    expect(problems).toEqual([problem]);
    const [frequency] = rowsIn(answer).filter(({ group }) => group.repository === 'acme/pay');
    // What is there is shown; something may be missing that nobody knows of.
    expect(frequency).toMatchObject({ value: 0.4, incomplete: true });
  });
});

describe('what was read before', () => {
  it('is shown before anything returns, marked, where only the newest moments are asked again', async () => {
    let time = now;
    let gate: Promise<void> = Promise.resolve();
    const { engine } = paymentsEngine({ turn: () => gate }, { clock: { now: () => time } });
    const before = await metricRows(engine, {}, range);
    // An hour later, and nothing answers.
    time = now + hour;
    gate = never;
    const context = { ...range, from: range.from + hour, to: range.to + hour, now: time };
    const controller = new AbortController();
    const first = await firstOf(engine.run(plainQuery('metrics'), context, controller.signal));
    controller.abort();
    expect(rowsIn(first.answer).map(({ value }) => value)).toEqual(before.map(({ value }) => value));
    expect(first.complete).toBe(false);
  });

  it('is no zero where the period is newer than what was read', async () => {
    let time = at(15);
    let gate: Promise<void> = Promise.resolve();
    const { engine } = paymentsEngine({ turn: () => gate }, { clock: { now: () => time } });
    const query = { ...plainQuery('metrics'), metrics: ['deploymentFrequency' as const], interval: 'day' as const };
    await lastProgress(engine, query, { ...range, to: at(15), now: at(15) });
    time = now;
    gate = never;
    const first = await firstOf(engine.run(query, range, new AbortController().signal));
    const values = rowsIn(first.answer).map(({ value, incomplete }) => [value, incomplete]);
    // Read until day 15, perhaps again from day 14 on: days 10 to 13 are known, d2 on 11 and d3 on 13.
    expect(values.slice(0, 4)).toEqual([
      [0, false],
      [1, false],
      [0, false],
      [1, false],
    ]);
    expect(values.slice(5)).toEqual(Array.from({ length: 5 }, () => [null, true]));
  });
});

describe('urgency', () => {
  const need: Need = { source: 'github', kind: 'changes', scope: 'acme/pay', interval: { from: 0, to: 90 * day } };
  const coveredTo = (to: number) => ({
    isKnown: () => false,
    coveredOf: () => (to === 0 ? [] : [{ from: 0, to }]),
  });

  it.each<[string, number, Urgency]>([
    ['an hour is missing', 90 * day - hour, 'refresh'],
    ['a month is missing', 60 * day, 'interactive'],
    ['nothing is there', 0, 'interactive'],
  ])('where %s', (_, to, expected) => {
    expect(urgencyOf([need], coveredTo(to))()).toBe(expected);
  });
});
