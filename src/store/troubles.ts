import { Need, Problem } from '../sources';

/** What can go wrong with a need that no source tells of. */

export function noSource(need: Need): Problem {
  return {
    source: need.source,
    kind: 'configuration',
    scope: need.scope,
    message: `${need.scope} cannot be read: the data source has no ${need.source} connection. Add it in the settings.`,
    retryAt: null,
  };
}

export function unfinished(need: Need): Problem {
  return {
    source: need.source,
    kind: 'truncated',
    scope: need.scope,
    message: `The ${need.kind} of ${need.scope} were not read to the end. Refresh to try again.`,
    retryAt: null,
  };
}

export function broken(need: Need, error: unknown): Problem {
  const reason = error instanceof Error ? error.message : String(error);
  return {
    source: need.source,
    kind: 'unavailable',
    scope: need.scope,
    message: `The ${need.kind} of ${need.scope} could not be read: ${reason}. Refresh to try again.`,
    retryAt: null,
  };
}
