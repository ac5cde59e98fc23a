import { Incident } from '../../events';
import { asObject, instant, isObject, Json, number, optionalInstant, optionalText, text } from '../transport';
import { Ask, decoded, overflows, wholeLists } from './ask';
import { Github } from './github';
import { Position } from './listWalk';
import { Read, readNewestFirst } from './newestFirst';
import { nodesOf } from './people';
import { decodeTrail, openBookmark, Trail } from './trail';

/** Of the bookmark; another form is not read. */
const form = 1;

/**
 * Issues with any of the labels, opened inside the interval. Each label is a walk of its own: whether several labels
 * mean any or all of them is not documented. Newest activity first, so that closing, reopening and commenting show at the
 * head; an issue is never touched before it was opened. Without labels no issue is an incident.
 */
export async function readIncidents(github: Github, ask: Ask): Promise<void> {
  const { interval, labels = [] } = ask.need;
  const note = openBookmark(ask.need.bookmark, form)?.['trails'];
  const known = (label: string) => decodeTrail(isObject(note) ? note[label] : null);
  let reads = await Promise.all(labels.map((label) => readLabel(github, ask, label, known(label))));
  if (reads.some(({ isWhole }) => isWhole) && !reads.every(({ isWhole }) => isWhole)) {
    // One list had to be read anew: only all of them together tell which issues are incidents no longer.
    reads = await Promise.all(
      reads.map((read, index) => (read.isWhole ? read : readLabel(github, ask, labels[index], read.trail, true)))
    );
  }
  const isWhole = labels.length > 0 && reads.every((read) => read.isWhole);
  const covered = isWhole
    ? {
        from: Math.max(...reads.map((read) => read.covered.from)),
        to: Math.min(...reads.map((read) => read.covered.to)),
      }
    : interval;
  const trails = Object.fromEntries(reads.map(({ trail }, index) => [labels[index], trail]));
  ask.emit({}, covered, { bookmark: JSON.stringify({ form, trails }), exhaustive: isWhole });
}

async function readLabel(github: Github, ask: Ask, label: string, trail: Trail | null, isAnew = false): Promise<Read> {
  const { scope, holds } = ask.need;
  const incidents: Incident[] = [];
  const send = () => ask.emit({ incidents: incidents.splice(0) }, null);
  const read = await readNewestFirst<Incident>(
    github,
    ask,
    {
      latest: 0,
      reading: (offer) => ({
        list: 'issues',
        movable: true,
        variables: { labels: { type: '[String!]', value: [label] } },
        take: async (nodes) => {
          const records = nodes.flatMap((node) => decoded(ask, () => asObject(node, `an issue of ${scope}`)));
          const comments = await overflowingComments(github, ask, records);
          return records.flatMap((record) =>
            decoded(ask, (): Position => {
              const incident = decodeIssue(record, scope, comments.get(String(record['id'])));
              offer(incident, incident.createdAt);
              incidents.push(incident);
              return { at: instant(record, 'updatedAt', nameOf(record, scope)), record };
            })
          );
        },
        glance: () => Promise.resolve(null),
        single: null,
        isNew: (record) => holds?.(decodeIssue(record, scope, []).id) === false,
      }),
      progress: send,
    },
    trail,
    isAnew
  );
  send();
  return read;
}

async function overflowingComments(github: Github, ask: Ask, records: readonly Json[]) {
  const ids = records.flatMap((record) =>
    decoded(ask, () => {
      const at = nameOf(record, ask.need.scope);
      return overflows(record, 'comments', at) ? [text(record, 'id', at)] : [];
    }).flat()
  );
  return wholeLists(github, ask, 'issueComments', ids);
}

function nameOf(record: Json, scope: string): string {
  return `issue ${typeof record['number'] === 'number' ? `#${record['number']}` : '(no number)'} of ${scope}`;
}

/**
 * An issue as an incident: from its opening to its (last) closing. Reopened and not closed again, it is open. Nobody
 * acknowledges an issue explicitly, so that is not known.
 */
export function decodeIssue(value: unknown, repository: string, allComments?: readonly Json[]): Incident {
  const record = asObject(value, `an issue of ${repository}`);
  const at = nameOf(record, repository);
  const issueNumber = number(record, 'number', at);
  const comments = (allComments ?? nodesOf(record, 'comments', at)).map(
    (comment) => optionalText(comment, 'body', `${at}, comment`) ?? ''
  );
  return {
    id: `${repository}#${issueNumber}`,
    number: issueNumber,
    service: null,
    serviceId: null,
    teams: [],
    repository,
    title: text(record, 'title', at),
    url: optionalText(record, 'url', at),
    urgency: null,
    priority: null,
    createdAt: instant(record, 'createdAt', at),
    acknowledgedAt: null,
    resolvedAt: text(record, 'state', at) === 'CLOSED' ? optionalInstant(record, 'closedAt', at) : null,
    deployment: null,
    texts: [optionalText(record, 'body', at) ?? '', ...comments].filter((body) => body !== ''),
    relatedChanges: [],
    mergedInto: null,
    origin: 'issue',
  };
}
