import { Instant } from '../../../src/events';
import { Dice } from '../dice';
import { lastActivityOf } from '../asOf';
import { SimDeployment, SimIncident, SimPullRequest, SimRepository } from '../model';
import { day, hour, minute, wholeSecond } from '../workingTime';

/**
 * What happens to things long after they seemed over, up to `end`: labels put on pull requests weeks after the merge,
 * failed deployments whose job is run again and succeeds, succeeded ones that succeed once more.
 */
export function withAfterlife(seed: number, repository: SimRepository, end: Instant): SimRepository {
  const dice = new Dice(seed, `${repository.name}/afterlife`);
  return {
    ...repository,
    pullRequests: repository.pullRequests.map((pull) => labelledLate(dice, pull, end)),
    deployments: repository.deployments.map((deployment) => runAgain(dice, deployment, end)),
  };
}

/** Somebody writes down what they see at about a third of the incidents that somebody looks at. */
export function withNotes(dice: Dice, incident: SimIncident, end: Instant): SimIncident {
  const [acknowledgement] = incident.acknowledgements;
  const isNoted = dice.chance(0.35);
  const at = (acknowledgement?.at ?? end) + dice.whole(2, 20) * minute;
  if (!isNoted || acknowledgement === undefined || at > end) {
    return incident;
  }
  const note = { at, user: acknowledgement.user, content: dice.pick(remarks) };
  return { ...incident, notes: [...incident.notes, note].sort((a, b) => a.at - b.at) };
}

const remarks = ['Looking into it.', 'Restarted one pod, watching.', 'Traffic is back to normal.', 'Vendor informed.'];

function labelledLate(dice: Dice, pull: SimPullRequest, end: Instant): SimPullRequest {
  const isLate = dice.chance(0.04);
  const at = wholeSecond((pull.mergedAt ?? end) + dice.between(1, 40) * day);
  if (!isLate || at > end) {
    return { ...pull, updatedAt: lastActivityOf(pull) };
  }
  const late = { ...pull, labels: [...pull.labels, 'released'], lateLabels: [{ name: 'released', at }] };
  return { ...late, updatedAt: lastActivityOf(late) };
}

function runAgain(dice: Dice, deployment: SimDeployment, end: Instant): SimDeployment {
  const { statuses } = deployment;
  const isAgain = dice.chance(0.02);
  const isRepaired = dice.chance(0.15);
  const within = dice.between(0.1, 6);
  const last = statuses.find(({ state }) => ['SUCCESS', 'FAILURE', 'ERROR'].includes(state));
  if (last === undefined || !(last.state === 'SUCCESS' ? isAgain : isRepaired)) {
    return deployment;
  }
  const at = wholeSecond(last.createdAt + within * hour);
  const { logUrl } = last;
  const more = [
    { state: 'IN_PROGRESS' as const, createdAt: at - 3 * minute, logUrl },
    { state: 'SUCCESS' as const, createdAt: at, logUrl },
  ].filter(({ createdAt }) => createdAt <= end);
  return { ...deployment, statuses: [...statuses, ...more].sort((a, b) => a.createdAt - b.createdAt) };
}
