import { Aside, nameMatcher, wordMatcher } from '../../events';
import { Rules } from '../rules';

type Matcher = (name: string | null) => boolean;

/** A rule set's patterns, compiled. */
export interface Matchers {
  readonly environment: Matcher;
  readonly workflow: Matcher;
  /** Null: the workflow decides, whatever its jobs are called. */
  readonly job: Matcher | null;
  readonly branch: Matcher;
  readonly event: Matcher;
  readonly tag: Matcher;
  readonly hotfix: Matcher;
}

const compiled = new Aside<Rules, Matchers>();

/** Compiled once per rule set: the rules are asked for with every event. */
export function matchersOf(rules: Rules): Matchers {
  const known = compiled.get(rules);
  if (known !== undefined) {
    return known;
  }
  const events = new Set(rules.workflowEvents.map((event) => event.toLowerCase()));
  const matchers: Matchers = {
    environment: nameMatcher(rules.environmentPattern),
    workflow: nameMatcher(rules.workflowPattern),
    job: rules.jobPattern === '' ? null : nameMatcher(rules.jobPattern),
    branch: nameMatcher(rules.branchPattern),
    event: (event) => events.size === 0 || (event !== null && events.has(event.toLowerCase())),
    tag: nameMatcher(rules.tagPattern),
    hotfix: wordMatcher(rules.hotfixPattern),
  };
  compiled.set(rules, matchers);
  return matchers;
}
