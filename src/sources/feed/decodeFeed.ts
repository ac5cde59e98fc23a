import { Directory, eventKey, EventKind, Events, Repository, Service } from '../../events';
import { Problem } from '../types';
import { directoryOf } from './directory';
import { feedProblem } from './problems';
import { FeedRecord, RecordError } from './record';
import {
  decodeChange,
  decodeCommit,
  decodeComparison,
  decodeDeployment,
  decodeIncident,
  decodeRelease,
  decodeRepository,
  decodeRun,
  decodeService,
} from './records';

/** The version this code reads and writes. */
export const feedVersion = 1;

export interface DecodedFeed {
  readonly events: Events;
  /** Every repository and service named anywhere in the document. */
  readonly directory: Directory;
  /** One per record that was left out or that replaced another, in the order of the lists. */
  readonly problems: readonly Problem[];
}

interface List<Item> {
  readonly name: string;
  readonly decode: (record: FeedRecord) => Item;
  readonly keyOf: (item: Item) => string;
  /** Something to say about a record that is kept all the same. */
  readonly remark?: (item: Item) => string | null;
  /** Not an event (yet), and nothing wrong with it. */
  readonly passOver?: (record: FeedRecord) => boolean;
}

type EventList<Kind extends EventKind> = Omit<List<Events[Kind][number]>, 'keyOf'>;

/**
 * Reads a feed document (METRICS.md §9, docs/feed.md). Never throws: what cannot be read is in `problems`, the rest is
 * kept. Of two records with one id the later one counts. Linear in the size of the document.
 */
export function decodeFeed(document: unknown): DecodedFeed {
  const problems: Problem[] = [];
  const refusal = refusalOf(document);
  if (refusal !== null) {
    problems.push(feedProblem('configuration', refusal));
  }
  const lists = refusal === null && isObject(document) ? document : {};
  const readList = <Item>(list: List<Item>) => itemsOf(lists, list, problems);
  const readEvents = <Kind extends EventKind>(kind: Kind, list: EventList<Kind>) =>
    readList<Events[Kind][number]>({ ...list, keyOf: eventKey[kind] });

  const repositories = readList<Repository>({
    name: 'repositories',
    decode: decodeRepository,
    keyOf: ({ name }) => name,
  });
  const services = readList<Service>({ name: 'services', decode: decodeService, keyOf: ({ id }) => id });
  const events: Events = {
    deployments: readEvents('deployments', {
      name: 'deployments',
      decode: decodeDeployment,
      remark: ({ status, finishedAt }) =>
        status === 'success' && finishedAt === null
          ? 'it succeeded but finishedAt is missing; the record was kept but counts in no period'
          : null,
    }),
    changes: readEvents('changes', {
      name: 'changes',
      decode: decodeChange,
      // An open pull request: `mergedAt` is there and null.
      passOver: (record) => record.isNull('mergedAt'),
    }),
    commits: readEvents('commits', { name: 'commits', decode: decodeCommit }),
    comparisons: readEvents('comparisons', { name: 'comparisons', decode: decodeComparison }),
    releases: readEvents('releases', { name: 'releases', decode: decodeRelease }),
    incidents: readEvents('incidents', { name: 'incidents', decode: decodeIncident }),
    runs: readEvents('runs', { name: 'runs', decode: decodeRun }),
  };
  const teamRepositories = teamRepositoriesOf(lists['teamRepositories'], problems);
  return { events, directory: directoryOf(events, repositories, services, teamRepositories), problems };
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Why nothing of the document can be read; null when it can. A document that names no version is version 1. */
function refusalOf(document: unknown): string | null {
  if (!isObject(document)) {
    const found = Array.isArray(document) ? 'a list' : document === null ? 'null' : `a ${typeof document}`;
    return `The feed is not a feed document: it should be a JSON object with "version": ${feedVersion}, found ${found}.`;
  }
  const version = document['version'] ?? feedVersion;
  if (typeof version !== 'number' || !Number.isInteger(version) || version < 1) {
    return `The feed's version ${JSON.stringify(version)} is not a version; write "version": ${feedVersion}. Nothing was read.`;
  }
  return version > feedVersion
    ? `The feed has version ${version}, this plugin reads up to version ${feedVersion}: nothing was read. Update the plugin, or write the feed in version ${feedVersion}.`
    : null;
}

function itemsOf<Item>(
  lists: Readonly<Record<string, unknown>>,
  list: List<Item>,
  problems: Problem[]
): readonly Item[] {
  const values = lists[list.name] ?? [];
  if (!Array.isArray(values)) {
    problems.push(feedProblem('badRecord', `${list.name} is not a list; all of it was left out.`));
    return [];
  }
  const found = new Map<string, { readonly item: Item; readonly index: number }>();
  values.forEach((value: unknown, index) => {
    const at = `${list.name}[${index}]`;
    try {
      const record = FeedRecord.of(value);
      if (list.passOver?.(record) === true) {
        return;
      }
      const item = list.decode(record);
      const key = list.keyOf(item);
      const earlier = found.get(key);
      if (earlier !== undefined) {
        const message = `${at}: it has the identity of ${list.name}[${earlier.index}]; the later record counts.`;
        problems.push(feedProblem('badRecord', message));
      }
      const remark = list.remark?.(item) ?? null;
      if (remark !== null) {
        problems.push(feedProblem('badRecord', `${at}: ${remark}.`));
      }
      found.set(key, { item, index });
    } catch (error) {
      if (!(error instanceof RecordError)) {
        throw error;
      }
      problems.push(feedProblem('badRecord', `${at}: ${error.message}; the record was left out.`));
    }
  });
  return [...found.values()].map(({ item }) => item);
}

function teamRepositoriesOf(value: unknown, problems: Problem[]): Directory['teamRepositories'] {
  const teams = value ?? {};
  if (!isObject(teams)) {
    problems.push(feedProblem('badRecord', 'teamRepositories is not an object; it was left out.'));
    return {};
  }
  return Object.fromEntries(
    Object.keys(teams).flatMap((team) => {
      try {
        return [[team, FeedRecord.of(teams).texts(team)]];
      } catch (error) {
        const reason = error instanceof Error ? error.message : String(error);
        problems.push(feedProblem('badRecord', `teamRepositories: ${reason}; the team was left out.`));
        return [];
      }
    })
  );
}
