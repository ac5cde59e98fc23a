import { Ledger } from '../ledger';
import { Stream } from '../stream';
import { noVault } from '../vault';
import { deployments } from '../testing/stage';
import { day } from '../testing/units';
import { deploymentOf } from '../testing/world';
import { partMark } from './entries';
import { Saver } from './saver';

const interval = { from: 0, to: day };

/** A saver, what it has waited for, and how many streams each save has written. */
function saving() {
  const pauses: number[] = [];
  const saves: number[] = [];
  let whileSaving = () => {};
  const rhythm = {
    pause: async (milliseconds: number) => {
      pauses.push(milliseconds);
    },
    saveAfter: 1_000,
  };
  const vault = {
    ...noVault,
    save: async (entries: ReadonlyMap<string, unknown>) => {
      saves.push([...entries.keys()].filter((key) => !key.includes(partMark)).length);
      whileSaving();
    },
  };
  const saver = new Saver(vault, rhythm, 'page');
  return { saver, pauses, saves, whileSaving: (work: () => void) => (whileSaving = work) };
}

function streamsOf(count: number): readonly Stream[] {
  const ledger = new Ledger();
  return Array.from({ length: count }, (_, index) => {
    const need = deployments(interval, `acme/service-${index}`);
    const stream = new Stream(`stream ${index}`, need, ledger);
    stream.coverage.cover(interval);
    return stream;
  });
}

const gathered = (pauses: readonly number[]) => pauses.filter((milliseconds) => milliseconds > 0);

test('what has changed by the time it is saved is saved without waiting again, in pieces', async () => {
  const { saver, pauses, saves } = saving();
  const streams = streamsOf(1_950);
  streams.forEach((stream) => saver.changed(stream));
  await saver.saved(streams[1_949]);
  await new Promise<void>((resolve) => setTimeout(resolve, 20));
  expect(saves.reduce((sum, count) => sum + count, 0)).toBe(1_950);
  expect(Math.max(...saves)).toBe(100);
  expect(gathered(pauses).length).toBeLessThanOrEqual(1);
  expect(streams.some((stream) => saver.isUnsaved(stream))).toBe(false);
});

test('what changes while it is saved is gathered anew', async () => {
  const { saver, pauses, saves, whileSaving } = saving();
  const [first, second] = streamsOf(2);
  whileSaving(() => {
    if (saves.length === 1) {
      first.put({ deployments: [deploymentOf({ id: '1', repository: 'acme/service-0', createdAt: 5 })] }, 5);
      saver.changed(first);
    }
  });
  saver.changed(first);
  saver.changed(second);
  await new Promise<void>((resolve) => setTimeout(resolve, 20));
  expect(saves).toEqual([2, 1]);
  expect(gathered(pauses)).toEqual([1_000, 1_000]);
});

test('what somebody waits for is saved first', async () => {
  const { saver, saves } = saving();
  const streams = streamsOf(150);
  streams.forEach((stream) => saver.changed(stream));
  const order: string[] = [];
  void saver.saved(streams[149]).then(() => order.push(`last after ${saves.length}`));
  await saver.saved(streams[148]);
  await new Promise<void>((resolve) => setTimeout(resolve, 20));
  expect(order).toEqual(['last after 1']);
  expect(saves).toEqual([100, 50]);
});
