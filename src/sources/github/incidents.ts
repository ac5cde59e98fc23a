import { Incident } from '../../events';
import { asObject, instant, Json, number, optionalInstant, optionalText, text } from '../transport';
import { Ask, decoded, Github, overflows, ownerAndName, wholeLists } from './ask';
import { issueComments, labelledIssues as document } from './documents';
import { Lookback } from './lookback';
import { nodesOf } from './people';

const pageSize = 50;

/**
 * Issues with any of the labels, opened inside the interval. Each label is a walk of its own: whether several labels
 * mean any or all of them is not documented. Without labels no issue is an incident.
 */
export async function readIncidents(github: Github, ask: Ask): Promise<void> {
  const { need, signal } = ask;
  const lookback = new Lookback<Incident>(need.interval, need.baseline);
  for (const label of need.labels ?? []) {
    const variables = { ...ownerAndName(need.scope), labels: [label] };
    const query = { document, variables, path: ['repository', 'issues'], pageSize };
    for await (const { nodes, hasNextPage } of github.graphql.pages(query, signal)) {
      const records = nodes.flatMap((node) => decoded(ask, () => asObject(node, `an issue of ${need.scope}`)));
      const ids = records.flatMap((record) =>
        decoded(ask, () => {
          const at = nameOf(record, need.scope);
          return overflows(record, 'comments', at) ? [text(record, 'id', at)] : [];
        }).flat()
      );
      const comments = await wholeLists(github, ask, issueComments, 'comments', ids);
      const read = records.flatMap((record) =>
        decoded(ask, () => decodeIssue(record, need.scope, comments.get(String(record['id']))))
      );
      ask.emit({ incidents: read.filter((incident) => lookback.offer(incident, incident.createdAt)) }, null);
      if (!hasNextPage || Math.min(...read.map(({ createdAt }) => createdAt)) < lookback.depth()) {
        break;
      }
    }
  }
  ask.emit({ incidents: lookback.baselines() }, need.interval);
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
    origin: 'issue',
  };
}
