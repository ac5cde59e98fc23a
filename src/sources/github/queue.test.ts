import { Errand, Urgency } from '../transport';
import { Queue } from './queue';

interface Member {
  readonly name: string;
  readonly errand: Errand;
  readonly order: number;
}

let order = 0;
const member = (name: string, urgency?: () => Urgency, rank?: number): Member => ({
  name,
  errand: { urgency, rank },
  order: order++,
});

function queueOf(...members: readonly Member[]): Queue<Member> {
  const queue = new Queue<Member>();
  members.forEach((one) => queue.add(one));
  return queue;
}

const namesIn = (queue: Queue<Member>) => [...queue.inOrder()].map(([{ name }, level]) => `${name} ${level}`);

it('goes by urgency, then by rank, then in the order they came; without an urgency it is the highest', () => {
  const behind = () => 'background' as const;
  const queue = queueOf(
    member('a', behind, 1),
    member('b', () => 'refresh', 9),
    member('c', behind),
    member('d', undefined, 7),
    member('e', () => 'interactive', 7),
    member('f', behind)
  );
  expect(namesIn(queue)).toEqual(['d 0', 'e 0', 'b 1', 'c 2', 'f 2', 'a 2']);
});

it('asks how urgent they are once, however many share it, whenever it is looked at', () => {
  const urgency = jest.fn((): Urgency => 'refresh');
  const queue = queueOf(...Array.from({ length: 500 }, (_, index) => member(String(index), urgency)));
  expect([queue.level(), [...queue.inOrder()].length, urgency.mock.calls.length]).toEqual([1, 500, 2]);
  urgency.mockReturnValue('background');
  expect(queue.level()).toBe(2);
});

it('counts who stands in it, nobody twice', () => {
  const one = member('one');
  const queue = queueOf(
    one,
    one,
    member('other', () => 'refresh')
  );
  expect(queue.size).toBe(2);
  queue.delete(one);
  queue.delete(one);
  expect([queue.size, queue.all().map(({ name }) => name)]).toEqual([1, ['other']]);
  queue.delete(queue.all()[0]);
  // Of nobody: the least urgent.
  expect([queue.size, queue.level(), namesIn(queue)]).toEqual([0, 2, []]);
});
