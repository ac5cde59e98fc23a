import { fullName, Organization } from '../../simulator';
import { Interval } from '../../src/events';
import { Progress } from '../../src/engine';
import { SourceId } from '../../src/sources';

type Problem = Progress['problems'][number];

/** What is missing of a repository or service, as an answer says it. */
type Missing = 'everything' | 'contents' | readonly Interval[];

const day = 86_400_000;
/** Said where the commit graph does not reach, or GitHub does not name the commit of a merge. */
export const approximate = /\ban approximate lead time\b/;

const unread = /^Could not be read, so not in these numbers: (.*)\.$/;

/** What an answer says is missing, as somebody who reads its notices and problems understands it. */
export class Naming {
  private readonly missing: ReadonlyMap<string, Missing>;

  constructor(
    private readonly progress: Progress,
    private readonly organization: Organization
  ) {
    const texts = progress.answer.notices.flatMap(({ text }) => unread.exec(text)?.[1] ?? []);
    this.missing = new Map(texts.flatMap(missingIn));
  }

  /** Is it said that something of the repository itself is missing? */
  namesRepository(repository: string): boolean {
    return this.missing.has(repository) || this.problemsOf(repository).length > 0;
  }

  /** Is the repository named among what could not be read? */
  lists(repository: string): boolean {
    return this.missing.has(repository);
  }

  /** Is it said that some lead times were decided by time, because the commit graph does not reach? */
  saysApproximate(): boolean {
    return this.progress.answer.notices.some(({ text }) => approximate.test(text));
  }

  /** Is it said that something of a service is missing, or of PagerDuty at all? */
  namesIncidents(services: readonly string[] = this.allServices()): boolean {
    const names = this.namesOf(services);
    return (
      names.some((name) => this.missing.has(name)) ||
      this.progress.problems.some(
        ({ source, scope }) => source === 'pagerduty' && (scope === null || names.includes(scope))
      )
    );
  }

  /** Is it said that the list of repositories may be short of some? */
  namesListing(): boolean {
    return this.progress.problems.some((problem) => problem.source === 'github' && this.isOfAll(problem));
  }

  /**
   * Is it said that an event of a repository or a service that happened at an instant may be missing? Where stretches
   * of time are named it has to lie in one, unless single records are said to be missing, too.
   */
  namesEvent(scope: { readonly repository: string } | { readonly services: readonly string[] }, at: number): boolean {
    const names = 'repository' in scope ? [scope.repository] : this.namesOf(scope.services);
    const stretches = names.flatMap((name) => {
      const missing = this.missing.get(name);
      return missing === undefined ? [] : [missing];
    });
    const problems = 'repository' in scope ? this.problemsOf(scope.repository) : this.problemsOfIncidents(names);
    if (stretches.length === 0) {
      return problems.length > 0;
    }
    return (
      stretches.some((one) => one === 'everything' || (one !== 'contents' && isInDays(one, at))) ||
      problems.some(({ message }) => /\brecords? (?:is|are) missing\b/.test(message))
    );
  }

  /** Names and ids. */
  private namesOf(services: readonly string[]): readonly string[] {
    const known = this.organization.pagerduty.services.filter(({ name }) => services.includes(name));
    return [...services, ...known.map(({ id }) => id)];
  }

  private allServices(): readonly string[] {
    return this.organization.pagerduty.services.map(({ name }) => name);
  }

  private problemsOf(repository: string): readonly Problem[] {
    return this.progress.problems.filter(
      (problem) => problem.source === 'github' && (problem.scope === repository || this.isOfAll(problem))
    );
  }

  private problemsOfIncidents(names: readonly string[]): readonly Problem[] {
    return this.progress.problems.filter(
      ({ source, scope }) => source === 'pagerduty' && (scope === null || names.includes(scope))
    );
  }

  /** What holds for a whole upstream, or an owner, names nobody. */
  private isOfAll({ scope }: Problem): boolean {
    return scope === null || this.organization.owners.some((owner) => scope === `organization ${owner}`);
  }
}

/** `acme/pay (2026-10-01 to 2026-10-03, before 2026-09-01), acme/web`. */
function missingIn(list: string): ReadonlyArray<readonly [string, Missing]> {
  return [...list.matchAll(/([^\s,()]+)(?: \(([^)]*)\))?/g)].map(([, name, detail]) => [name, stretchesIn(detail)]);
}

function stretchesIn(detail: string | undefined): Missing {
  if (detail === undefined) {
    return 'everything';
  }
  if (detail === 'what some deployments contain') {
    return 'contents';
  }
  return detail.split(', ').map((stretch): Interval => {
    const before = /^before (\S+)$/.exec(stretch);
    const between = /^(\S+) to (\S+)$/.exec(stretch);
    const [from, to] = [Date.parse(between?.[1] ?? ''), Date.parse(between?.[2] ?? before?.[1] ?? '')];
    if (Number.isNaN(to) || (between !== null && Number.isNaN(from))) {
      throw new Error(`"${stretch}" is no stretch of time.`);
    }
    return { from: between === null ? Number.NEGATIVE_INFINITY : from, to: to + day };
  });
}

function isInDays(stretches: readonly Interval[], at: number): boolean {
  return stretches.some(({ from, to }) => from <= at && at < to);
}

const strange = /\b(?:undefined|NaN|Infinity)\b|\[object|Invalid Date|\{\{|\}\}/;

/** Notices and problems that say something a person cannot make sense of, or another trouble than there is. */
export function misleadingIn(
  { problems, answer }: Progress,
  organization: Organization,
  tells: ReadonlyArray<Problem['kind']>
): readonly string[] {
  const texts = [...problems.map(({ message }) => message), ...answer.notices.map(({ text }) => text)];
  const scopes = new Set<string | null>([
    null,
    ...organization.owners.map((owner) => `organization ${owner}`),
    ...organization.repositories.map(fullName),
    ...organization.pagerduty.services.map(({ id }) => id),
  ]);
  const upstreams: ReadonlyArray<readonly [SourceId, RegExp]> = [
    ['github', /PagerDuty/],
    ['pagerduty', /GitHub/],
  ];
  return [
    ...texts.filter((text) => text.trim() === '' || strange.test(text)).map((text) => `"${text}" makes no sense`),
    ...problems
      .filter(({ kind }) => !tells.includes(kind))
      .map(({ kind, message }) => `"${message}" (${kind}) is not what happened`),
    ...problems.filter(({ scope }) => !scopes.has(scope)).map(({ scope }) => `nobody knows "${String(scope)}"`),
    ...problems
      .filter(({ source, message }) => upstreams.some(([id, other]) => id === source && other.test(message)))
      .map(({ message }) => `"${message}" names the wrong upstream`),
  ];
}
