import { ChangeFact, deployedAt, DeploymentFact, quantile, wasDeployedIn } from '../../metrics';
import { say, sayCount } from '../../words';
import { Found, gathered, Gathered, Seen, shareSeen, teamText } from './seen';
import { leastWaits, patience } from './thresholds';
import { readFor, View } from './view';

/** How well deployments and changes are known: what the throughput numbers rest on. */
export function deliveryChecks(view: View): readonly Seen[] {
  const deployed = readFor('deploymentFrequency', view);
  const delivered = readFor('changeLeadTime', view);
  return [
    deploymentsWithChanges(delivered),
    changesDeployed(delivered),
    leadTimesApproximate(delivered),
    leadTimesUnknown(delivered),
    deploymentsPending(deployed),
    deploymentsBroken(deployed),
  ];
}

/** A first deployment has nothing to be compared with, and a rollback is there to bring nothing new. */
function deploymentsWithChanges({ deployments }: View): Seen {
  const judged = deployments.filter(
    ({ deployment, predecessor, repairs }) =>
      deployment.status === 'success' && predecessor !== null && repairs.every(({ rule }) => rule !== 'rollback')
  );
  const empty = judged.filter(({ delivered }) => delivered.length === 0);
  const [k, n] = [judged.length - empty.length, judged.length];
  return shareSeen(
    'deploymentsWithChanges',
    k,
    n,
    say(
      'engine.quality.deploymentsWithChanges.meaning',
      'Of {{n}} successful production deployments with a known predecessor, {{k}} contain at least one change. Rollbacks are left out.',
      { k, n }
    ),
    ofRepositories(empty, finishOf, ({ items }) =>
      sayCount(
        'engine.quality.deploymentsWithChanges.found',
        {
          one: '1 deployment contains no change that is known.',
          other: '{{count}} deployments contain no change that is known.',
        },
        items.length
      )
    )
  );
}

function changesDeployed(view: View): Seen {
  const { changes, from, to, now } = view;
  const waits = deployedIn(view).flatMap((fact) => {
    const at = deployedAt(fact);
    return at === null ? [] : [Math.max(0, at - fact.change.mergedAt)];
  });
  const usual = waits.length < leastWaits ? null : quantile(waits, 0.95);
  const limit = usual ?? patience.change;
  const judged = changes.filter(({ change }) => from <= change.mergedAt && change.mergedAt < Math.min(to, now - limit));
  const waiting = judged.filter(({ deployment }) => deployment === null);
  const [k, n] = [judged.length - waiting.length, judged.length];
  const days = Math.round((limit / 86_400_000) * 10) / 10;
  return shareSeen(
    'changesDeployed',
    k,
    n,
    usual === null
      ? say(
          'engine.quality.changesDeployed.meaning',
          'Of {{n}} changes that were merged in this time range and more than {{days}} days ago, {{k}} are in production. Too few were deployed to say which wait is usual.',
          { k, n, days }
        )
      : say(
          'engine.quality.changesDeployed.meaningUsual',
          'Of {{n}} changes that were merged in this time range and more than {{days}} days ago, {{k}} are in production. 95 % of the changes deployed here waited no longer than that after their merge.',
          { k, n, days }
        ),
    ofRepositories(waiting, mergeOf, ({ items }) =>
      sayCount(
        'engine.quality.changesDeployed.found',
        {
          one: '1 change is merged and in no production deployment.',
          other: '{{count}} changes are merged and in no production deployment.',
        },
        items.length
      )
    )
  );
}

function leadTimesApproximate(view: View): Seen {
  const known = deployedIn(view).filter(({ leadTime }) => leadTime !== null);
  const approximate = known.filter((fact) => fact.approximate);
  const [k, n] = [approximate.length, known.length];
  return shareSeen(
    'leadTimesApproximate',
    k,
    n,
    say(
      'engine.quality.leadTimesApproximate.meaning',
      'Of {{n}} lead times, {{k}} rest on the merge time, because the commit graph did not reach the deployed commit.',
      { k, n }
    ),
    ofRepositories(approximate, mergeOf, ({ items }) =>
      sayCount(
        'engine.quality.leadTimesApproximate.found',
        { one: '1 lead time is approximate.', other: '{{count}} lead times are approximate.' },
        items.length
      )
    )
  );
}

function leadTimesUnknown(view: View): Seen {
  const deployed = deployedIn(view);
  const unknown = deployed.filter(({ reason }) => reason === 'firstDeployment');
  const [k, n] = [unknown.length, deployed.length];
  return shareSeen(
    'leadTimesUnknown',
    k,
    n,
    say(
      'engine.quality.leadTimesUnknown.meaning',
      'Of {{n}} changes that reached production in this time range, {{k}} have no lead time, because they came with the first known deployment of their repository and environment.',
      { k, n }
    ),
    ofRepositories(unknown, mergeOf, ({ items }) =>
      sayCount(
        'engine.quality.leadTimesUnknown.found',
        {
          one: '1 change came with the first known deployment, so its lead time cannot be known.',
          other: '{{count}} changes came with the first known deployment, so their lead times cannot be known.',
        },
        items.length
      )
    )
  );
}

function deploymentsPending({ deployments, now }: View): Seen {
  const stuck = deployments.filter(
    ({ deployment }) => deployment.status === 'pending' && now - deployment.createdAt > patience.deployment
  );
  const [k, n] = [stuck.length, deployments.length];
  return shareSeen(
    'deploymentsPending',
    k,
    n,
    say(
      'engine.quality.deploymentsPending.meaning',
      'Of {{n}} production deployments, {{k}} were begun more than {{hours}} hours ago and have neither succeeded nor failed.',
      { k, n, hours: patience.deployment / 3_600_000 }
    ),
    stuck.map(({ deployment, teams }): Found => ({
      kind: 'deployment',
      thing: `${deployment.repository} ${deployment.sha.slice(0, 7)}`,
      team: teamText(teams),
      count: 1,
      since: deployment.createdAt,
      found: say(
        'engine.quality.deploymentsPending.found',
        'The deployment {{id}} to {{environment}} was begun and has neither succeeded nor failed since.',
        { id: deployment.id, environment: deployment.environment }
      ),
      url: deployment.url,
    }))
  );
}

function deploymentsBroken({ deployments }: View): Seen {
  const ended = deployments.filter(({ deployment }) => deployment.status !== 'pending');
  const broken = ended.filter(({ deployment }) => deployment.status === 'failure');
  const [k, n] = [broken.length, ended.length];
  return shareSeen(
    'deploymentsBroken',
    k,
    n,
    say(
      'engine.quality.deploymentsBroken.meaning',
      'Of {{n}} production deployments that ended, {{k}} failed before they reached production.',
      { k, n }
    ),
    ofRepositories(broken, finishOf, ({ items }) =>
      sayCount(
        'engine.quality.deploymentsBroken.found',
        { one: 'The pipeline of 1 deployment failed.', other: 'The pipelines of {{count}} deployments failed.' },
        items.length
      )
    )
  );
}

function deployedIn(view: View): readonly ChangeFact[] {
  return view.changes.filter((fact) => wasDeployedIn(view, fact));
}

const finishOf = ({ deployment }: DeploymentFact) => deployment.finishedAt ?? deployment.createdAt;
const mergeOf = ({ change }: ChangeFact) => change.mergedAt;

/** One finding for each repository, with a link to the newest of what is in it. */
function ofRepositories<Fact extends DeploymentFact | ChangeFact>(
  facts: readonly Fact[],
  at: (fact: Fact) => number,
  sentence: (one: Gathered<Fact>) => string
): readonly Found[] {
  return gathered(facts, repositoryOf, at).map((one) => ({
    kind: 'repository',
    thing: one.place,
    team: teamText(one.newest.teams),
    count: one.items.length,
    since: one.since,
    found: sentence(one),
    url: 'change' in one.newest ? one.newest.change.url : one.newest.deployment.url,
  }));
}

function repositoryOf(fact: DeploymentFact | ChangeFact): string {
  return 'change' in fact ? fact.change.repository : fact.deployment.repository;
}
