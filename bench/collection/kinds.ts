import { HttpRequest } from '../../src/sources';

/** What a call reads. */
export const kinds = [
  'discovery',
  'deployments',
  'changes',
  'commits',
  'releases',
  'runs',
  'comparisons',
  'issues',
  'incidents',
  'log entries',
  'notes',
  'related changes',
] as const;
export type Kind = (typeof kinds)[number];

const paths: ReadonlyArray<readonly [pattern: RegExp, kind: Kind]> = [
  [/actions\//, 'runs'],
  [/compare\//, 'comparisons'],
  [/log_entries/, 'log entries'],
  [/\/notes$/, 'notes'],
  [/change_events/, 'related changes'],
  [/^incidents/, 'incidents'],
];

/** Connections by what they hold; `nodes(ids)` says so by the types it asks for. */
const connections: ReadonlyArray<readonly [pattern: RegExp, kind: Kind]> = [
  [/\bdeployments\s*\(|on Deployment\b/, 'deployments'],
  [/\bpullRequests\s*\(|\bsearch\s*\(|on PullRequest\b/, 'changes'],
  [/\bhistory\s*\(/, 'commits'],
  [/\breleases\s*\(|\brefs\s*\(/, 'releases'],
  [/\bissues\s*\(/, 'issues'],
  [/\bcompare\s*\(/, 'comparisons'],
];

/** The kinds one request reads; a query that only looks whether something has changed, or lists names, is discovery. */
export function kindsOf({ upstream, path, body }: HttpRequest): readonly Kind[] {
  if (upstream !== 'github/graphql') {
    return [paths.find(([pattern]) => pattern.test(path))?.[1] ?? 'discovery'];
  }
  const text = typeof body === 'object' && body !== null && 'query' in body ? String(body.query) : '';
  const name = /\bquery\s+(\w+)/.exec(text)?.[1] ?? '';
  if (/probe|discover|repositories|changed|viewer|teams/i.test(name)) {
    return ['discovery'];
  }
  const found = connections.filter(([pattern]) => pattern.test(text)).map(([, kind]) => kind);
  return found.length === 0 ? ['discovery'] : found;
}
