import { nameMatcher, Run } from '../../events';
import { RunFilter } from '../types';
import { Ask } from './ask';
import { Github } from './github';
import { Params } from './rest';

/**
 * The part of the filter that the API can do: one event, and the default branch where the pattern names it. The pattern
 * does not care about case and the API does, so only a name that is known to exist is sent.
 */
export async function searchParams(github: Github, ask: Ask): Promise<Params> {
  const filter = ask.need.runs;
  const shared = { exclude_pull_requests: true };
  if (filter === undefined) {
    return shared;
  }
  const literal = /^\^([\w/-]+)\$$/.exec(filter.branchPattern)?.[1].toLowerCase();
  const branch =
    literal === undefined
      ? null
      : (await github.heads.current(ask.need.scope, Number.NEGATIVE_INFINITY, ask.errand())).branch;
  return {
    ...shared,
    ...(filter.events.length === 1 ? { event: filter.events[0].toLowerCase() } : {}),
    ...(branch !== null && branch.toLowerCase() === literal ? { branch } : {}),
  };
}

export function wantedRun(filter: RunFilter | undefined): (run: Run) => boolean {
  if (filter === undefined) {
    return () => true;
  }
  const workflow = nameMatcher(filter.workflowPattern);
  const branch = nameMatcher(filter.branchPattern);
  const events = new Set(filter.events.map((event) => event.toLowerCase()));
  return (run) =>
    workflow(run.workflow) &&
    branch(run.branch) &&
    (events.size === 0 || (run.event !== null && events.has(run.event.toLowerCase())));
}
