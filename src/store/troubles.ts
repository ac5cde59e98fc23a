import { Need, Problem } from '../sources';
import { say } from '../words';

/** What can go wrong with a need that no source tells of. */

export function noSource(need: Need): Problem {
  return {
    source: need.source,
    kind: 'configuration',
    scope: need.scope,
    message: say(
      'store.trouble.noSource',
      '{{scope}} cannot be read: the data source has no {{source}} connection. Add it in the settings.',
      { scope: need.scope, source: need.source }
    ),
    retryAt: null,
  };
}

export function unfinished(need: Need): Problem {
  return {
    source: need.source,
    kind: 'truncated',
    scope: need.scope,
    message: say(
      'store.trouble.unfinished',
      'The {{kind}} of {{scope}} were not read to the end. Refresh to try again.',
      { kind: need.kind, scope: need.scope }
    ),
    retryAt: null,
  };
}

export function broken(need: Need, error: unknown): Problem {
  const reason = error instanceof Error ? error.message : String(error);
  return {
    source: need.source,
    kind: 'unavailable',
    scope: need.scope,
    message: say(
      'store.trouble.broken',
      'The {{kind}} of {{scope}} could not be read: {{reason}}. Refresh to try again.',
      { kind: need.kind, scope: need.scope, reason }
    ),
    retryAt: null,
  };
}
