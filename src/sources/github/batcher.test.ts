import fc from 'fast-check';
import {
  Call,
  Errand,
  HttpRequest,
  HttpResponse,
  Transport,
  Turns,
  UpstreamError,
  urgencies,
  Urgency,
} from '../transport';
import { simulatedClock } from '../transport/testing/simulatedClock';
import { Batcher } from './batcher';
import { composed, purposeOf, Question } from './questions';

const start = Date.parse('2026-06-01T00:00:00Z');

const question = (repository: string, rows: number, rest: Partial<Question> = {}): Question => ({
  root: { repository: `acme/${repository}` },
  fields: 'deployments(first: $first) { ...DeploymentPage }',
  fragments: ['DeploymentPage'],
  rows,
  rowsPerCall: 100,
  name: 'deployments',
  ...rest,
});

interface Sent {
  readonly rows: ReadonlyArray<readonly [repository: string, rows: number]>;
}

/** Which repositories a request asks about, and for how many rows. */
function sentIn({ body }: HttpRequest): Sent {
  const variables: Readonly<Record<string, unknown>> = Object(body).variables;
  const indexes = Object.keys(variables).flatMap((name) => /^name_(\d+)$/.exec(name)?.[1] ?? []);
  return { rows: indexes.map((index) => [String(variables[`name_${index}`]), Number(variables[`first_${index}`])]) };
}

type Reply = (request: HttpRequest, call: number) => HttpResponse | UpstreamError;

const good: Reply = (request) => ({
  status: 200,
  headers: {},
  body: {
    data: Object.fromEntries(sentIn(request).rows.map(([name], index) => [`q${index}`, { nameWithOwner: name }])),
  },
});

const heavy = new UpstreamError({
  kind: 'unavailable',
  reason: 'Resource limits for this query exceeded.',
  status: 200,
  retry: 'soon',
  retryAt: null,
});

/** A batcher over a transport that lets a call leave when told to. */
function batching(reply: Reply = good) {
  const sent: Sent[] = [];
  const clock = simulatedClock(start);
  const doors: Array<() => void> = [];
  let isOpen = true;
  let most: Urgency = 'background';
  let answering = Promise.resolve();
  const errands: Errand[] = [];
  const transport: Transport = {
    send: () => Promise.reject(new Error('Only composed calls are sent here.')),
    async sendWhenFree(upstream, compose, errand, options) {
      errands.push(errand);
      if (!isOpen) {
        await new Promise<void>((resolve) => doors.push(resolve));
      }
      const request = compose((urgency) => urgencies.indexOf(urgency) <= urgencies.indexOf(most));
      if (request === null) {
        return null;
      }
      sent.push(sentIn(request));
      await answering;
      errand.spent?.({ upstream, purpose: '', at: clock.now(), cost: 1 });
      const answer = reply(request, sent.length);
      if (answer instanceof UpstreamError) {
        options?.giveUp?.(answer.failure);
        throw answer;
      }
      return answer;
    },
  };
  const turns = new Turns(clock, 60);
  return {
    batcher: new Batcher(transport, clock, turns),
    turns,
    clock,
    sent,
    errands,
    close: () => (isOpen = false),
    /** The budget is kept from who is less urgent than this. */
    keepFor: (urgency: Urgency) => (most = urgency),
    /** Holds answers back until the function it returns is called. */
    holdAnswers: () => {
      let release = () => {};
      answering = new Promise((resolve) => (release = resolve));
      return release;
    },
    open: () => {
      isOpen = true;
      doors.splice(0).forEach((open) => open());
    },
  };
}

describe('what is asked at the same time', () => {
  test('travels together, as much as a call carries, in the order it came', async () => {
    const { batcher, sent } = batching();
    const answers = await Promise.all(['a', 'b', 'c', 'd'].map((name) => batcher.ask(question(name, 40), {})));
    // 40 and 40 leave 20 of 100 rows: half of what the third wants, which is worth its place. The fourth goes next.
    expect(sent.map(({ rows }) => rows)).toEqual([
      [
        ['a', 40],
        ['b', 40],
        ['c', 20],
      ],
      [['d', 40]],
    ]);
    expect(answers.map((answer) => [answer.at([])?.['nameWithOwner'], answer.rows])).toEqual([
      ['a', 40],
      ['b', 40],
      ['c', 20],
      ['d', 40],
    ]);
  });

  test('puts the most urgent first, then the lowest rank, at the moment the call leaves', async () => {
    const { batcher, sent, open, close } = batching();
    close();
    let urgency: Urgency = 'background';
    const wait = [
      batcher.ask(question('late', 60), { rank: 5 }),
      batcher.ask(question('hurried', 60), { rank: 9, urgency: () => urgency }),
      batcher.ask(question('early', 60), { rank: 1 }),
      batcher.ask(question('calm', 60), { rank: 0, urgency: () => 'background' }),
    ];
    await new Promise((resolve) => setImmediate(resolve));
    urgency = 'interactive';
    open();
    await Promise.all(wait);
    expect(sent.map(({ rows }) => rows.map(([name]) => name))).toEqual([
      ['early', 'late'],
      ['hurried', 'calm'],
    ]);
  });

  test('is filled up with what is less urgent only where that could leave by itself', async () => {
    const { batcher, sent, close, open, keepFor } = batching();
    close();
    keepFor('refresh');
    const ask = (name: string, urgency: Urgency, rest: Partial<Question> = {}) =>
      batcher.ask(question(name, 20, rest), { urgency: () => urgency });
    const wait = [
      ask('read behind', 'background'),
      ask('head', 'background', { shared: 'head' }),
      ask('shown', 'refresh'),
      ask('awaited', 'interactive'),
      ask('head', 'interactive', { shared: 'head' }),
    ];
    await new Promise((resolve) => setImmediate(resolve));
    open();
    await Promise.all(wait);
    // What the awaited asks for anyway costs the background nothing; let in by itself, the background goes whatever else is kept from it.
    expect(sent.map(({ rows }) => rows.map(([name]) => name))).toEqual([['awaited', 'head', 'shown'], ['read behind']]);
  });

  test('is asked once for all who want the same', async () => {
    const { batcher, sent } = batching();
    const same = () => batcher.ask(question('a', 1, { shared: 'head of a' }), {});
    const [one, other] = await Promise.all([same(), same()]);
    expect(sent).toHaveLength(1);
    expect(sent[0].rows).toHaveLength(1);
    expect(other.at([])).toBe(one.at([]));
  });

  test('joins what is on its way already', async () => {
    const { batcher, sent, holdAnswers } = batching();
    const release = holdAnswers();
    const ask = () => batcher.ask(question('a', 1, { shared: 'head of a' }), {});
    const first = ask();
    await new Promise((resolve) => setImmediate(resolve));
    const late = ask();
    release();
    expect((await late).at([])).toBe((await first).at([]));
    expect(sent).toHaveLength(1);
  });

  test('is one call for whoever adds up calls, with what it was for', async () => {
    const { batcher } = batching();
    const spent: Call[][] = [[], []];
    await Promise.all(
      ['a', 'b'].map((name, index) => batcher.ask(question(name, 10), { spent: (call) => spent[index].push(call) }))
    );
    expect(spent[0]).toHaveLength(1);
    expect(spent[1][0]).toBe(spent[0][0]);
    expect(spent[0][0].purpose).toBe('deployments of 2 repositories');
  });
});

describe('a call that is too heavy', () => {
  test('is divided until it passes, and grows back after eight good ones', async () => {
    const { batcher, sent } = batching((request, call) =>
      sentIn(request).rows.reduce((sum, [, rows]) => sum + rows, 0) > 30 ? heavy : good(request, call)
    );
    const ask = (count: number) =>
      Promise.all(Array.from({ length: count }, (_, index) => batcher.ask(question(`r${index}`, 10), {})));
    await ask(10);
    // All ten, then half (50 rows), then a quarter (25): two whole tens and half a ten.
    expect(sent.map(({ rows }) => rows.map(([, asked]) => asked)).slice(0, 3)).toEqual([
      Array.from({ length: 10 }, () => 10),
      [10, 10, 10, 10, 10],
      [10, 10, 5],
    ]);
    const before = sent.length;
    await ask(40);
    const sizes = sent.slice(before).map(({ rows }) => rows.reduce((sum, [, asked]) => sum + asked, 0));
    expect(Math.max(...sizes)).toBe(50);
  });

  test('goes on with the little that may still be asked at once', async () => {
    // Whatever asks for more than three rows fails: a share of a sixty-fourth leaves less than one row of a call.
    const { batcher, sent } = batching((request, call) =>
      sentIn(request).rows.some(([, rows]) => rows > 3) ? heavy : good(request, call)
    );
    const answers = Promise.all(
      ['a', 'b', 'c'].map((name) => batcher.ask(question(name, 25, { rowsPerCall: 25 }), {}))
    );
    expect((await answers).every(({ rows }) => rows <= 3)).toBe(true);
    expect(sent.length).toBeLessThan(30);
  });

  test('with one small page left fails with the sentence of the upstream', async () => {
    const { batcher } = batching(() => heavy);
    await expect(batcher.ask(question('a', 40), {})).rejects.toBe(heavy);
  });
});

describe('what fails', () => {
  const refused = (kind: 'unauthorized' | 'badAnswer') =>
    new UpstreamError({ kind, reason: 'no', status: 401, retry: 'never', retryAt: null });

  test('fails for those of the call; the others go on', async () => {
    const { batcher } = batching((request, call) => (call === 1 ? refused('badAnswer') : good(request, call)));
    const results = await Promise.allSettled(['a', 'b', 'c'].map((name) => batcher.ask(question(name, 60), {})));
    expect(results.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'fulfilled']);
  });

  test('because of the token fails for everybody at once', async () => {
    const { batcher, sent } = batching(() => refused('unauthorized'));
    const results = await Promise.allSettled(
      Array.from({ length: 30 }, (_, index) => batcher.ask(question(`r${index}`, 90), {}))
    );
    expect(results.every(({ status }) => status === 'rejected')).toBe(true);
    expect(sent.length).toBeLessThanOrEqual(2);
  });

  test('before it could leave fails for everybody who waits', async () => {
    const { batcher, errands, open, close } = batching();
    close();
    const waiting = batcher.ask(question('a', 10), {});
    await new Promise((resolve) => setImmediate(resolve));
    expect(errands).toHaveLength(1);
    const told: Array<number | null> = [];
    errands[0].waits?.(start + 60_000);
    const later = batcher.ask(question('b', 10), { waits: (until) => told.push(until) });
    // Who comes later is told as well until when everybody waits.
    expect(told).toEqual([start + 60_000]);
    open();
    await Promise.all([waiting, later]);
  });
});

describe('cancelling', () => {
  test('takes a question back that has not left, and leaves the others', async () => {
    const { batcher, sent, open, close } = batching();
    close();
    const controller = new AbortController();
    const taken = batcher.ask(question('a', 10), { signal: controller.signal });
    const kept = batcher.ask(question('b', 10), {});
    await new Promise((resolve) => setImmediate(resolve));
    controller.abort();
    await expect(taken).rejects.toMatchObject({ name: 'AbortError' });
    open();
    await kept;
    expect(sent.map(({ rows }) => rows)).toEqual([[['b', 10]]]);
  });

  test('aborts the call when nobody waits for it any more, not before', async () => {
    const { batcher, errands, close } = batching();
    close();
    const controllers = [new AbortController(), new AbortController()];
    const waiting = controllers.map(({ signal }, index) => batcher.ask(question(`r${index}`, 10), { signal }));
    await new Promise((resolve) => setImmediate(resolve));
    controllers[0].abort();
    expect(errands[0].signal?.aborted).toBe(false);
    controllers[1].abort();
    expect(errands[0].signal?.aborted).toBe(true);
    await Promise.allSettled(waiting);
  });
});

test('no call carries more than it may, and everything is answered', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.record({ rows: fc.integer({ min: 1, max: 100 }), perCall: fc.constantFrom(25, 50, 100) }), {
        maxLength: 60,
      }),
      async (wanted) => {
        const { batcher, sent } = batching();
        const asked = wanted.map(({ rows, perCall }, index) =>
          batcher.ask(question(`r${index}`, Math.min(rows, perCall), { rowsPerCall: perCall }), {})
        );
        const answers = await Promise.all(asked);
        expect(answers).toHaveLength(wanted.length);
        for (const { rows } of sent) {
          const load = rows.reduce((sum, [name, asked]) => sum + asked / wanted[Number(name.slice(1))].perCall, 0);
          expect(load).toBeLessThanOrEqual(1 + 1e-9);
        }
      }
    )
  );
});

test.each([
  [['a', 'b'], 'deployments', 'deployments of 2 repositories'],
  [['a'], 'pull requests', 'pull requests of 1 repository'],
])('the purpose of %j is said in words', (names, name, expected) => {
  expect(purposeOf(names.map((one) => ({ question: question(one, 1, { name }), rows: 1 })))).toBe(expected);
});

test('questions of one shape make one text, so that it can be remembered', () => {
  const textOf = (name: string, rows: number) => composed([{ question: question(name, rows), rows }]).query;
  expect(textOf('a', 1)).toBe(textOf('b', 50));
});

describe('an answer to many questions', () => {
  const names = Array.from({ length: 35 }, (_, index) => `r${index}`);

  test('is told in several turns, so that nobody works on all of it at once', async () => {
    const { batcher, clock } = batching();
    const told: number[] = [];
    let inTurn = 0;
    const answers = names.map((name) => batcher.ask(question(name, 1), {}).then(() => inTurn++));
    const turns = (async () => {
      while (told.reduce((sum, count) => sum + count, 0) < names.length) {
        inTurn = 0;
        await new Promise((resolve) => setImmediate(resolve));
        told.push(inTurn);
      }
    })();
    await Promise.all([...answers, turns]);
    expect(Math.max(...told)).toBeLessThanOrEqual(10);
    // What simulates time is told by it: three pauses between 35.
    expect(clock.slept).toEqual([0, 0, 0]);
  });

  test('and what each asks next travels together all the same', async () => {
    const { batcher, sent } = batching();
    await Promise.all(
      names.map(async (name) => {
        await batcher.ask(question(name, 1), {});
        await batcher.ask(question(name, 2), {});
      })
    );
    expect(sent.map(({ rows }) => rows.length)).toEqual([35, 35]);
  });

  test('is not joined by who asks once it has been told', async () => {
    const { batcher, sent } = batching();
    const shared = question('r0', 1, { shared: 'head of r0' });
    const first = batcher.ask(shared, {});
    const others = names.slice(1).map((name) => batcher.ask(question(name, 1), {}));
    const again = first.then(() => batcher.ask(shared, {}));
    expect((await again).at([])).toEqual({ nameWithOwner: 'r0' });
    await Promise.all(others);
    expect(sent.map(({ rows }) => rows.length)).toEqual([35, 1]);
  });
});

describe('readers that go on in turns, sixty in each', () => {
  test.each([
    ['fewer than fill a call', 95, [95]],
    ['more', 250, [100, 100, 50]],
  ])('fill calls all the same: %s', async (_name, count, expected) => {
    const { batcher, turns, sent } = batching();
    const reading = async (_: unknown, index: number) => {
      await turns.next();
      await batcher.ask(question(`r${index}`, 1), {});
    };
    await Promise.all(Array.from({ length: count }, reading));
    expect(sent.map(({ rows }) => rows.length)).toEqual(expected);
  });

  test('do not keep back what is asked where the last ones ask nothing', async () => {
    const { batcher, turns, sent } = batching();
    const asked = turns.next().then(() => batcher.ask(question('pay', 1), {}));
    await Promise.all(Array.from({ length: 80 }, () => turns.next()));
    await asked;
    expect(sent).toHaveLength(1);
  });
});
