import fc from 'fast-check';
import { Urgency, urgencies } from './errand';
import { Heap } from './heap';
import { createSlots } from './slots';
import { get, rehearsal, start } from './testing/rehearsal';
import { simulatedClock } from './testing/simulatedClock';

const errandOf = fc.record({
  upstream: fc.constantFrom('github/graphql' as const, 'github/rest' as const, 'pagerduty' as const),
  comesAt: fc.integer({ min: 0, max: 4_000 }),
  takes: fc.integer({ min: 1, max: 1_500 }),
  urgency: fc.constantFrom(...urgencies),
  rank: fc.integer({ min: -1, max: 2 }),
  /** From then on somebody waits for it. */
  wantedAt: fc.option(fc.integer({ min: 0, max: 8_000 }), { nil: Number.POSITIVE_INFINITY }),
  cancelledAt: fc.option(fc.integer({ min: 0, max: 8_000 }), { nil: Number.POSITIVE_INFINITY }),
});

test('never too many at once, nobody is overtaken by somebody less urgent, all are served', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(errandOf, { minLength: 1, maxLength: 40 }), async (errands) => {
      const clock = simulatedClock(start);
      const now = () => clock.now() - start;
      const places = 4;
      const waiting = new Set<(typeof errands)[number]>();
      const order = new Map<(typeof errands)[number], number>();
      const urgencyOf = ({ urgency, wantedAt }: (typeof errands)[number]): Urgency =>
        now() >= wantedAt ? 'interactive' : urgency;
      const keyOf = (errand: (typeof errands)[number]) => [
        urgencies.indexOf(urgencyOf(errand)),
        errand.rank,
        order.get(errand) ?? 0,
      ];
      const overtaken: string[] = [];
      const { transport, most, seen } = rehearsal({
        clock,
        slots: createSlots(places),
        latency: ({ path }) => errands[Number(path)].takes,
      });
      const outcomes = await Promise.all(
        errands.map(async (errand, i) => {
          const controller = new AbortController();
          await clock.sleep(errand.comesAt);
          if (Number.isFinite(errand.cancelledAt)) {
            const cancel = () => {
              waiting.delete(errand);
              controller.abort();
            };
            void clock.sleep(errand.cancelledAt).then(cancel);
          }
          order.set(errand, order.size);
          waiting.add(errand);
          const compose = () => {
            waiting.delete(errand);
            for (const other of waiting) {
              const [mine, theirs] = [keyOf(errand), keyOf(other)];
              const first = mine.findIndex((part, k) => part !== theirs[k]);
              if (other.upstream === errand.upstream && theirs[first] < mine[first]) {
                overtaken.push(`${JSON.stringify(errand)} overtook ${JSON.stringify(other)}`);
              }
            }
            return get(String(i), errand.upstream);
          };
          const { signal } = controller;
          const { upstream, rank } = errand;
          return transport.sendWhenFree(upstream, compose, { signal, rank, urgency: () => urgencyOf(errand) }).then(
            () => 'served',
            (error: unknown) => String(error)
          );
        })
      );
      expect(overtaken).toEqual([]);
      expect(most()).toBeLessThanOrEqual(places);
      errands.forEach(({ cancelledAt }, i) => {
        if (cancelledAt === Number.POSITIVE_INFINITY) {
          expect(outcomes[i]).toBe('served');
        }
      });
      const sent = seen.map(({ path }) => path);
      expect(new Set(sent).size).toBe(sent.length);
    }),
    { numRuns: 150 }
  );
});

test('a heap gives back what is in it, the first first, whatever was taken out in between', () => {
  const step = fc.oneof(
    fc.record({ add: fc.integer() }),
    fc.record({ remove: fc.nat() }),
    fc.constant({ take: true as const })
  );
  fc.assert(
    fc.property(fc.array(step, { maxLength: 80 }), (steps) => {
      const heap = new Heap<{ readonly value: number }>((a, b) => a.value < b.value);
      let model: Array<{ readonly value: number }> = [];
      for (const one of steps) {
        if ('add' in one) {
          const item = { value: one.add };
          heap.add(item);
          model.push(item);
        } else if (model.length > 0) {
          const item = 'take' in one ? heap.first() : model[one.remove % model.length];
          if (item === undefined) {
            throw new Error('The heap is empty, the model is not.');
          }
          if ('take' in one) {
            expect(item.value).toBe(Math.min(...model.map(({ value }) => value)));
          }
          expect(heap.remove(item)).toBe(true);
          expect(heap.remove(item)).toBe(false);
          model = model.filter((other) => other !== item);
        }
        expect(heap.size).toBe(model.length);
      }
    })
  );
});
