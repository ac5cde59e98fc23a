import { DoraQuery } from '../../query';
import { say } from '../../words';
import { Word } from './word';

/** Which of a list. */

export const outcomeWords: {
  readonly [Type in 'deployments' | 'changes' | 'incidents' | 'releases' | 'items']: Record<
    Extract<DoraQuery, { queryType: Type }>['outcome'],
    Word
  >;
} = {
  deployments: {
    production: {
      get label() {
        return say('options.successful', 'Successful');
      },
      get description() {
        return say('options.thePopulationOfTheRates', 'The population of the rates');
      },
    },
    all: {
      get label() {
        return say('options.all', 'All');
      },
      get description() {
        return say('options.alsoThoseThatFailedOr', 'Also those that failed or are pending');
      },
    },
    failed: {
      get label() {
        return say('options.failed', 'Failed');
      },
    },
    rework: {
      get label() {
        return say('options.rework', 'Rework');
      },
    },
  },
  changes: {
    all: {
      get label() {
        return say('options.all', 'All');
      },
    },
    deployed: {
      get label() {
        return say('options.inProduction', 'In production');
      },
    },
    waiting: {
      get label() {
        return say('options.waitingForProduction', 'Waiting for production');
      },
    },
    noLeadTime: {
      get label() {
        return say('options.withoutALeadTime', 'Without a lead time');
      },
    },
  },
  incidents: {
    all: {
      get label() {
        return say('options.all', 'All');
      },
    },
    changeRelated: {
      get label() {
        return say('options.laidToADeployment', 'Laid to a deployment');
      },
    },
    notChangeRelated: {
      get label() {
        return say('options.notLaidToADeployment', 'Not laid to a deployment');
      },
    },
    open: {
      get label() {
        return say('options.open', 'Open');
      },
    },
  },
  releases: {
    all: {
      get label() {
        return say('options.releasesAndTags', 'Releases and tags');
      },
      get description() {
        return say('options.alsoTagsWithoutARelease', 'Also tags without a release');
      },
    },
    published: {
      get label() {
        return say('options.publishedReleases', 'Published releases');
      },
    },
    final: {
      get label() {
        return say('options.withoutPrereleases', 'Without prereleases');
      },
    },
  },
  items: {
    observed: {
      get label() {
        return say('options.observed', 'Observed');
      },
      get description() {
        return say('options.countedOrBesideTheNumber', 'Counted, or beside the number because not over or not known');
      },
    },
    counted: {
      get label() {
        return say('options.counted', 'Counted');
      },
      get description() {
        return say('options.exactlyWhatTheValueIs', 'Exactly what the value is made of');
      },
    },
    notCounted: {
      get label() {
        return say('options.notCounted', 'Not counted');
      },
      get description() {
        return say('options.whatOneMayLookFor', 'What one may look for in it, and why it is not there');
      },
    },
    all: {
      get label() {
        return say('options.both', 'Both');
      },
      get description() {
        return say('options.whatIsCountedFirst', 'What is counted first');
      },
    },
  },
};
