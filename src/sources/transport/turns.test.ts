import { Urgency } from './errand';
import { Turns } from './turns';
import { simulatedClock } from './testing/simulatedClock';

/** Who goes on in which turn: a text for each turn, in the order in which they go on. */
async function turnsOf(ask: (wait: (name: string, urgency?: () => Urgency) => void) => void) {
  const clock = simulatedClock(0);
  const turns = new Turns(clock, 2);
  const inTurns: string[] = [];
  const waiting: Array<Promise<void>> = [];
  ask((name, urgency) => {
    const going = turns.next(urgency).then(() => {
      const turn = clock.slept.length;
      inTurns[turn] = (inTurns[turn] ?? '') + name;
    });
    waiting.push(going);
  });
  await Promise.all(waiting);
  return inTurns;
}

test('so many go on in one turn, those who came first are first', async () => {
  expect(await turnsOf((wait) => [...'abcde'].forEach((name) => wait(name)))).toEqual(['ab', 'cd', 'e']);
});

test('of the equally urgent too, whoever asks for them', async () => {
  const inTurns = await turnsOf((wait) => {
    const fetches = [(): Urgency => 'background', (): Urgency => 'background'];
    [...'abcde'].forEach((name, index) => wait(name, fetches[index % 2]));
  });
  expect(inTurns).toEqual(['ab', 'cd', 'e']);
});

test('whoever is more urgent goes on before all who wait', async () => {
  const inTurns = await turnsOf((wait) => {
    const background = (): Urgency => 'background';
    [...'abcdefg'].forEach((name) => wait(name, background));
    wait('r', () => 'refresh');
    wait('i');
  });
  expect(inTurns).toEqual(['ab', 'ir', 'cd', 'ef', 'g']);
});

test('whoever has become more urgent while they wait does so too', async () => {
  let urgency: Urgency = 'background';
  const inTurns = await turnsOf((wait) => {
    [...'abcde'].forEach((name) => wait(name, () => 'refresh'));
    wait('x', () => urgency);
    urgency = 'interactive';
  });
  expect(inTurns).toEqual(['ab', 'xc', 'de']);
});

test('is awaited by those who are as urgent or more', async () => {
  const turns = new Turns(simulatedClock(0), 1);
  expect(turns.isAwaited('background')).toBe(false);
  const waiting = [turns.next(), turns.next(() => 'refresh')];
  expect([turns.isAwaited('interactive'), turns.isAwaited('refresh'), turns.isAwaited('background')]).toEqual([
    false,
    true,
    true,
  ]);
  await turns.passed();
  await Promise.all(waiting);
  expect(turns.isAwaited('background')).toBe(false);
});
