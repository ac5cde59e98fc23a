import { Attribution, LeadTimeStart, RecoveryStart, ReworkWording } from '../../metrics';
import { say } from '../../words';
import { Word } from './word';

/** By which rules. */

export const attributionWords: Record<Attribution, Word> = {
  inclusive: {
    get label() {
      return say('options.inclusive', 'Inclusive');
    },
    get description() {
      return say('options.rules1To6Also', 'Rules 1 to 6: also incidents soon after a deployment');
    },
  },
  strict: {
    get label() {
      return say('options.strict', 'Strict');
    },
    get description() {
      return say('options.rules1To5Only', 'Rules 1 to 5: only what names, rolls back, reverts or hot-fixes');
    },
  },
};

export const leadTimeStartWords: Record<LeadTimeStart, Word> = {
  authored: {
    get label() {
      return say('options.firstCommitAuthored', 'First commit authored');
    },
  },
  committed: {
    get label() {
      return say('options.firstCommitCommitted', 'First commit committed');
    },
  },
  opened: {
    get label() {
      return say('options.pullRequestOpened', 'Pull request opened');
    },
  },
  ready: {
    get label() {
      return say('options.readyForReview', 'Ready for review');
    },
  },
  merged: {
    get label() {
      return say('options.merged', 'Merged');
    },
  },
};

export const recoveryStartWords: Record<RecoveryStart, Word> = {
  deployment: {
    get label() {
      return say('options.theFailedDeployment', 'The failed deployment');
    },
  },
  incident: {
    get label() {
      return say('options.theIncidentsStart', "The incident's start");
    },
  },
};

export const reworkWords: Record<ReworkWording, Word> = {
  userFacingBug: {
    get label() {
      return say('options.everyRepair', 'Every repair');
    },
    get description() {
      return say('options.rollbacksRevertsAndHotfixes', 'Rollbacks, reverts and hotfixes');
    },
  },
  incident: {
    get label() {
      return say('options.repairsAfterAnIncident', 'Repairs after an incident');
    },
    get description() {
      return say('options.onlyThoseThatFollowA', 'Only those that follow a linked incident');
    },
  },
};
