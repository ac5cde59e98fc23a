import { gaps, Interval, union } from '../../events';
import { everyService, Need } from '../../sources';
import { Notice } from '../answers';
import { say } from '../../words';
import { Situation } from './situation';

/** More names would hide the panel; the rest is counted. */
const mostNamed = { complete: 40, partial: 5 };

/** What is missing of a repository or service: everything, some stretches of time, or only what deployments contain. */
export type Missing = 'everything' | 'comparisons' | readonly Interval[];

/** Repositories and services something is still missing of, because it is on its way or could not be read. */
export function missingOf(situation: Situation): ReadonlyMap<string, Missing> {
  const missing = new Map<string, Missing>();
  for (const need of situation.needs) {
    if (!situation.isKnown(need)) {
      missing.set(need.scope, together(missing.get(need.scope), missingIn(need, situation)));
    }
  }
  return missing;
}

function missingIn(need: Need, situation: Situation): Missing {
  if (need.kind === 'comparisons') {
    return 'comparisons';
  }
  const covered = situation.coveredOf(need);
  const missing = gaps(need.interval, covered);
  const isAll = missing.length === 1 && missing[0].from === need.interval.from && missing[0].to === need.interval.to;
  if (isAll) {
    return 'everything';
  }
  // Nothing in the interval, but what came last before it.
  return missing.length > 0 ? missing : [{ from: Number.NEGATIVE_INFINITY, to: need.interval.from }];
}

function together(one: Missing | undefined, other: Missing): Missing {
  if (one === undefined || one === 'comparisons') {
    return other;
  }
  if (other === 'comparisons') {
    return one;
  }
  return one === 'everything' || other === 'everything' ? 'everything' : union([...one, ...other]);
}

/** A repository or a service of which something is missing. */
export interface MissingThing {
  readonly scope: string;
  /** As people know it. */
  readonly name: string;
  /** The name, and how much of it where only a part is missing. */
  readonly text: string;
}

export function missingThings(missing: ReadonlyMap<string, Missing>, { read }: Situation): readonly MissingThing[] {
  const services = new Map(read.services.map(({ id, name }) => [id, name]));
  return [...missing]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([scope, what]) => {
      const name =
        scope === everyService ? say('engine.missing.incidents', 'incidents') : (services.get(scope) ?? scope);
      return { scope, name, text: sayStretch(name, what) };
    });
}

/** One notice that names them, each with the stretches of time where only a part is missing. */
export function sayMissing(missing: ReadonlyMap<string, Missing>, situation: Situation): readonly Notice[] {
  if (missing.size === 0) {
    return [];
  }
  const { isComplete } = situation;
  const named = missingThings(missing, situation).map(({ text }) => text);
  const most = isComplete ? mostNamed.complete : mostNamed.partial;
  const first = named.slice(0, most).join(', ');
  const rest = named.length - most;
  const scopes = rest > 0 ? say('engine.missing.more', '{{first}} and {{rest}} more', { first, rest }) : first;
  return [{ severity: 'warning', text: isComplete ? sayUnread(scopes, rest > 0) : sayUnknown(scopes) }];
}

function sayUnread(scopes: string, isCut: boolean): string {
  return isCut
    ? say(
        'engine.missing.unreadCut',
        'Could not be read, so not in these numbers: {{scopes}}. The findings of a data quality query name them all.',
        { scopes }
      )
    : say('engine.missing.unread', 'Could not be read, so not in these numbers: {{scopes}}.', { scopes });
}

function sayUnknown(scopes: string): string {
  return say('engine.missing.unknown', 'Not known yet, so not in these numbers: {{scopes}}.', { scopes });
}

/** `acme/pay (before 2026-01-01)`: of what, and how much of it. */
function sayStretch(scope: string, missing: Missing): string {
  if (missing === 'everything') {
    return scope;
  }
  if (missing === 'comparisons') {
    return say('engine.missing.contents', '{{scope}} (what some deployments contain)', { scope });
  }
  const stretches = missing.map(({ from, to }) =>
    from === Number.NEGATIVE_INFINITY
      ? say('engine.missing.before', 'before {{day}}', { day: day(to) })
      : say('engine.missing.stretch', '{{from}} to {{to}}', { from: day(from), to: day(to) })
  );
  return `${scope} (${stretches.join(', ')})`;
}

/** ISO date, UTC. */
function day(instant: number): string {
  return new Date(instant).toISOString().slice(0, 10);
}
