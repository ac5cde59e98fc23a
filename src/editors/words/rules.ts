import { Attribution, LeadTimeStart, RecoveryStart, ReworkWording } from '../../metrics';
import { say } from '../../words';
import { Word } from './word';

/** By which rules. */

export const attributionWords = (): Record<Attribution, Word> => ({
  inclusive: {
    label: say('options.inclusive', 'Inclusive'),
    description: say('options.rules1To6Also', 'Rules 1 to 6: also incidents soon after a deployment'),
  },
  strict: {
    label: say('options.strict', 'Strict'),
    description: say('options.rules1To5Only', 'Rules 1 to 5: only what names, rolls back, reverts or hot-fixes'),
  },
});

export const leadTimeStartWords = (): Record<LeadTimeStart, Word> => ({
  authored: { label: say('options.firstCommitAuthored', 'First commit authored') },
  committed: { label: say('options.firstCommitCommitted', 'First commit committed') },
  opened: { label: say('options.pullRequestOpened', 'Pull request opened') },
  ready: { label: say('options.readyForReview', 'Ready for review') },
  merged: { label: say('options.merged', 'Merged') },
});

export const recoveryStartWords = (): Record<RecoveryStart, Word> => ({
  deployment: { label: say('options.theFailedDeployment', 'The failed deployment') },
  incident: { label: say('options.theIncidentsStart', "The incident's start") },
});

export const reworkWords = (): Record<ReworkWording, Word> => ({
  userFacingBug: {
    label: say('options.everyRepair', 'Every repair'),
    description: say('options.rollbacksRevertsAndHotfixes', 'Rollbacks, reverts and hotfixes'),
  },
  incident: {
    label: say('options.repairsAfterAnIncident', 'Repairs after an incident'),
    description: say('options.onlyThoseThatFollowA', 'Only those that follow a linked incident'),
  },
});
