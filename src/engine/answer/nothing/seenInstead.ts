import { Events, Instant } from '../../../events';
import { Rules } from '../../../metrics';
import { say, sayCount } from '../../../words';

/** Where deployments are looked for, and what there is in the same place that is none: two whole sentences, or three. */
export interface SeenInstead {
  readonly looked: string;
  readonly seen: string;
}

/** More names would hide the sentence. */
const mostNames = 8;

interface Span {
  readonly from: Instant;
  readonly to: Instant;
}

/**
 * Why none of these events is a successful production deployment of the time range: what was looked at by the rules, and
 * what was found there. `selected`: what a query may rest on, of one repository or of several with the same rules.
 */
export function seenInstead(selected: readonly Events[], rules: Rules, span: Span): SeenInstead {
  switch (rules.deploymentSource) {
    case 'deployments':
      return ofDeployments(selected, rules, span);
    case 'workflow':
      return ofRuns(selected, rules, span);
    case 'releases':
    case 'tags':
      return ofReleases(selected, rules, span);
    case 'merges':
      return ofMerges(selected, span);
  }
}

function ofDeployments(selected: readonly Events[], { environmentPattern }: Rules, span: Span): SeenInstead {
  const within = selected.flatMap(({ deployments }) =>
    deployments.filter(({ finishedAt, createdAt }) => isIn(finishedAt ?? createdAt, span))
  );
  const environments = countedNames(within.map(({ environment, status }) => placeOf(environment, status)));
  return {
    looked: say(
      'engine.nothing.deployments.looked',
      'Deployments are read from GitHub Deployments; production is what matches "{{pattern}}".',
      { pattern: environmentPattern }
    ),
    seen:
      environments === null
        ? say('engine.nothing.deployments.none', 'No deployment to any environment was seen in this time range.')
        : say('engine.nothing.deployments.seen', 'Environments seen: {{environments}}.', { environments }),
  };
}

/** One that failed or is under way may well be production: it is named with what became of it. */
function placeOf(environment: string, status: string): string {
  switch (status) {
    case 'failure':
      return say('engine.nothing.environment.failed', '{{environment}}, failed', { environment });
    case 'pending':
      return say('engine.nothing.environment.pending', '{{environment}}, not finished', { environment });
    default:
      return environment;
  }
}

function ofRuns(selected: readonly Events[], rules: Rules, span: Span): SeenInstead {
  const within = selected.flatMap(({ runs }) =>
    runs.filter(({ startedAt, createdAt }) => isIn(startedAt ?? createdAt, span))
  );
  const workflows = countedNames(within.map(({ workflow, conclusion }) => `${workflow}, ${conclusion ?? 'running'}`));
  const { workflowPattern, branchPattern, jobPattern } = rules;
  const looked =
    jobPattern === ''
      ? say(
          'engine.nothing.runs.looked',
          'Deployments are read from workflow runs; a deployment is a successful run whose workflow matches "{{workflow}}" on a branch that matches "{{branch}}".',
          { workflow: workflowPattern, branch: anything(branchPattern) }
        )
      : say(
          'engine.nothing.runs.lookedJobs',
          'Deployments are read from workflow runs; a deployment is a run whose workflow matches "{{workflow}}" on a branch that matches "{{branch}}" and whose jobs that match "{{job}}" succeeded.',
          { workflow: workflowPattern, branch: anything(branchPattern), job: jobPattern }
        );
  return {
    looked,
    seen:
      workflows === null
        ? say('engine.nothing.runs.none', 'No run of such a workflow was seen in this time range.')
        : say('engine.nothing.runs.seen', 'Runs seen: {{workflows}}.', { workflows }),
  };
}

function anything(pattern: string): string {
  return pattern === '' ? '.*' : pattern;
}

function ofReleases(selected: readonly Events[], rules: Rules, span: Span): SeenInstead {
  const within = selected.flatMap(({ releases }) =>
    releases.filter(({ publishedAt, createdAt }) => isIn(publishedAt ?? createdAt, span))
  );
  const kinds = countedNames(
    within.map(({ isDraft, isTagOnly, isPrerelease }) =>
      isDraft
        ? say('engine.nothing.release.draft', 'draft')
        : isTagOnly
          ? say('engine.nothing.release.tag', 'tag')
          : isPrerelease
            ? say('engine.nothing.release.prerelease', 'prerelease')
            : say('engine.nothing.release.release', 'release')
    )
  );
  const looked =
    rules.deploymentSource === 'tags'
      ? say('engine.nothing.tags.looked', 'Deployments are read from tags that match "{{pattern}}".', {
          pattern: anything(rules.tagPattern),
        })
      : rules.includePrereleases
        ? say('engine.nothing.releases.lookedAll', 'Deployments are read from published releases, prereleases too.')
        : say(
            'engine.nothing.releases.looked',
            'Deployments are read from published releases; a prerelease, a draft and a bare tag are none.'
          );
  return {
    looked,
    seen:
      kinds === null
        ? say('engine.nothing.releases.none', 'No release and no tag was seen in this time range.')
        : say('engine.nothing.releases.seen', 'Seen: {{kinds}}.', { kinds }),
  };
}

function ofMerges(selected: readonly Events[], span: Span): SeenInstead {
  const within = selected.flatMap(({ changes }) => changes.filter(({ mergedAt }) => isIn(mergedAt, span)));
  const branches = countedNames(within.map(({ baseBranch }) => baseBranch ?? '?'));
  return {
    looked: say('engine.nothing.merges.looked', 'Each merge to the default branch counts as a deployment.'),
    seen:
      branches === null
        ? say('engine.nothing.merges.none', 'No merge was seen in this time range.')
        : say('engine.nothing.merges.seen', 'Merges seen, by branch: {{branches}}.', { branches }),
  };
}

function isIn(at: Instant, { from, to }: Span): boolean {
  return from <= at && at < to;
}

/** `staging (12), preview (3)`, most first; null: there are none. */
export function countedNames(names: readonly string[]): string | null {
  const counts = new Map<string, number>();
  names.forEach((name) => counts.set(name, (counts.get(name) ?? 0) + 1));
  const sorted = [...counts].sort(([a, many], [b, more]) => more - many || (a < b ? -1 : 1));
  if (sorted.length === 0) {
    return null;
  }
  const shown = sorted.slice(0, mostNames).map(([name, count]) => `${name} (${count})`);
  return andMore(shown.join(', '), sorted.length - shown.length);
}

/** Names in their order, the first few of them. */
export function someNames(names: readonly string[]): string {
  const shown = names.slice(0, mostNames);
  return andMore(shown.join(', '), names.length - shown.length);
}

function andMore(names: string, rest: number): string {
  return rest <= 0
    ? names
    : sayCount('engine.nothing.more', { one: '{{names}} and 1 more', other: '{{names}} and {{count}} more' }, rest, {
        names,
      });
}
