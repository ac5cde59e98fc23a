import { eventsOf, settingsFor, simulatedOrigin } from '../../simulator';
import { createEngine } from '../../src/engine';
import { createStaticFeedSource, encodeFeed } from '../../src/sources/feed';
import { lastProgress } from '../asking/lastProgress';
import { troubleNames } from './faults';
import { organization, rightAnswerTo, runMatrix } from './matrix';
import { present } from './organization';
import { numbersOver, otherQuestion } from './questions';

/** A part of what `npm run test:faults` runs at night: every fault, at one request in ten and at every second one. */
describe('whatever goes wrong, no wrong number goes without a notice', () => {
  it.each(troubleNames)(
    '%s',
    async (fault) => {
      const runs = [
        ...(await runMatrix({ faults: [fault], rates: [0.1], seeds: [1] })),
        ...(await runMatrix({ faults: [fault], rates: [0.5], seeds: [4] })),
      ];
      const wrong = runs.filter(({ mistakes }) => mistakes.length > 0);
      expect(wrong.map(({ rate, seed, mistakes }) => ({ rate, seed, mistakes }))).toEqual([]);
      expect(runs.reduce((sum, { strikes }) => sum + strikes, 0)).toBeGreaterThan(0);
    },
    60_000
  );
});

/** What all is compared with owes nothing to GitHub's and PagerDuty's readers. */
describe('where nothing goes wrong', () => {
  it.each([14, 240])('the numbers of %i days are those of the organisation itself', async (days) => {
    const { events, directory } = eventsOf(organization());
    const feed = createStaticFeedSource([{ name: 'feed.json', document: encodeFeed(events, directory) }]);
    const settings = settingsFor(organization(), simulatedOrigin, simulatedOrigin);
    const engine = createEngine({ sources: [feed], settings, clock: { now: () => present } });
    const { query, context } = numbersOver(days);
    const { answer } = await lastProgress(engine, query, context);
    expect((await rightAnswerTo(numbersOver(days))).answer.rows).toEqual(answer.rows);
  });

  it('all questions find something to tell', async () => {
    for (const seed of [0, 1, 2, 3, 4]) {
      const { answer } = await rightAnswerTo(otherQuestion(seed));
      expect([answer.type, answer.rows.length > 4]).toEqual([answer.type, true]);
    }
  });
});
