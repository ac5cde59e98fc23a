import { allTime, emptyDirectory, Interval, timeSince } from '../../events';
import {
  cancellable,
  Clock,
  createTransport,
  HttpClient,
  systemClock,
  throwIfAborted,
  TransportLimits,
} from '../transport';
import { ConnectionReport, Need, Problem, Report, Source } from '../types';
import { say, sayCount } from '../../words';
import { DecodedFeed, decodeFeed } from './decodeFeed';
import { mergeFeeds, NamedDocument } from './mergeFeeds';
import { condense, troubleOf } from './problems';
import { Shelves } from './shelves';

/** What is in the document, or why there is none. */
type Reading = { readonly feed: DecodedFeed; readonly shelves: Shelves } | { readonly trouble: Problem };

/** A document that can be asked for once more; `covers` says how much of a need's interval an answer settles. */
interface Reader {
  read(signal: AbortSignal): Promise<Reading>;
  covers(interval: Interval): Interval;
}

export interface FeedSourceOptions extends TransportLimits {
  readonly client: HttpClient;
  readonly clock?: Clock;
  /** How long a document counts as current. Milliseconds, default one minute. */
  readonly freshFor?: number;
}

/**
 * The feed at the data source's address. The document is read once however many needs there are, and again when
 * something newer is asked for and it has grown old; all of it is handed over each time, because any record may have
 * changed. Trouble is one problem for all needs.
 */
export function createFeedSource(options: FeedSourceOptions): Source {
  const { client, clock = systemClock, freshFor = 60_000, slots, longestWait, longestAnswer, meter } = options;
  const transport = createTransport({ client, clock, slots, longestWait, longestAnswer, meter });
  let current: { readonly reading: Reading; readonly at: number } | null = null;
  let underWay: Promise<Reading> | null = null;

  async function load(): Promise<Reading> {
    try {
      // Not tied to the signal of whoever asks first: the others wait for the same document.
      const { body } = await transport.send({ upstream: 'feed', method: 'GET', path: '' }, {}, { attempts: 3 });
      return readingOf(decodeFeed(body));
    } catch (error) {
      return { trouble: troubleOf(error) };
    }
  }

  async function read(signal: AbortSignal): Promise<Reading> {
    throwIfAborted(signal);
    if (current !== null && timeSince(current.at, clock.now()) < freshFor && 'feed' in current.reading) {
      return current.reading;
    }
    underWay ??= load().then((reading) => {
      current = { reading, at: clock.now() };
      underWay = null;
      return reading;
    });
    return cancellable(underWay, signal);
  }

  return sourceOf({ read, covers: (interval) => interval });
}

/** Documents that are already there, as the command line reads them from files. Of two records the later one counts. */
export function createStaticFeedSource(documents: readonly NamedDocument[]): Source {
  const reading = readingOf(mergeFeeds(documents));
  return sourceOf({
    read: (signal) => {
      throwIfAborted(signal);
      return Promise.resolve(reading);
    },
    covers: () => allTime,
  });
}

/** Where no list could be read at all, nothing is known: that must not look like a document without events. */
function readingOf(feed: DecodedFeed): Reading {
  const refused = feed.problems.find(({ kind }) => kind === 'configuration');
  return refused !== undefined && feed.directory.repositories.length + feed.directory.services.length === 0
    ? { trouble: refused }
    : { feed, shelves: new Shelves(feed.events) };
}

function sourceOf(reader: Reader): Source {
  return {
    id: 'feed',

    async discover(signal) {
      const reading = await reader.read(signal);
      return 'feed' in reading
        ? { directory: reading.feed.directory, problems: condense(reading.feed.problems) }
        : { directory: emptyDirectory, problems: [reading.trouble] };
    },

    async *fetch(needs, signal) {
      const reading = await reader.read(signal);
      if ('trouble' in reading) {
        for (const need of needs) {
          yield { need, events: {}, covered: null, baselineKnown: false, problem: reading.trouble };
        }
        return;
      }
      for (const need of needs) {
        throwIfAborted(signal);
        yield answer(need, reading.shelves, reader);
      }
    },

    async test(signal) {
      return connectionReport(await reader.read(signal));
    },
  };
}

/** Events come whole, not cut to the interval: so the predecessor of its first deployment is always among them. */
function answer(need: Need, shelves: Shelves, reader: Reader): Report {
  const covered = need.kind === 'comparisons' ? allTime : reader.covers(need.interval);
  return { need, events: shelves.eventsFor(need), covered, baselineKnown: true, problem: null };
}

function connectionReport(reading: Reading): ConnectionReport {
  if ('trouble' in reading) {
    return { source: 'feed', ok: false, message: reading.trouble.message, details: [] };
  }
  const { events, directory, problems } = reading.feed;
  const counts = [
    sayCount(
      'feed.test.repositories',
      { one: '1 repository', other: '{{count}} repositories' },
      directory.repositories.length
    ),
    sayCount('feed.test.services', { one: '1 service', other: '{{count}} services' }, directory.services.length),
    sayCount(
      'feed.test.deployments',
      { one: '1 deployment', other: '{{count}} deployments' },
      events.deployments.length
    ),
    sayCount('feed.test.changes', { one: '1 change', other: '{{count}} changes' }, events.changes.length),
    sayCount('feed.test.incidents', { one: '1 incident', other: '{{count}} incidents' }, events.incidents.length),
    sayCount('feed.test.runs', { one: '1 run', other: '{{count}} runs' }, events.runs.length),
  ];
  return {
    source: 'feed',
    ok: true,
    message: say('feed.test.read', 'The feed was read: {{counts}}.', { counts: counts.join(', ') }),
    details: condense(problems).map(({ message }) => message),
  };
}
