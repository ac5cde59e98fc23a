import { DoraQuery } from '../../query';
import { say } from '../../words';
import { Word } from './word';

/** Which of a list. */

export const outcomeWords = (): {
  readonly [Type in 'deployments' | 'changes' | 'incidents' | 'releases' | 'items']: Record<
    Extract<DoraQuery, { queryType: Type }>['outcome'],
    Word
  >;
} => ({
  deployments: {
    production: {
      label: say('options.successful', 'Successful'),
      description: say('options.thePopulationOfTheRates', 'The population of the rates'),
    },
    all: {
      label: say('options.all', 'All'),
      description: say('options.alsoThoseThatFailedOr', 'Also those that failed or are pending'),
    },
    failed: { label: say('options.failed', 'Failed') },
    rework: { label: say('options.rework', 'Rework') },
  },
  changes: {
    all: { label: say('options.all', 'All') },
    deployed: { label: say('options.inProduction', 'In production') },
    waiting: { label: say('options.waitingForProduction', 'Waiting for production') },
    noLeadTime: { label: say('options.withoutALeadTime', 'Without a lead time') },
  },
  incidents: {
    all: { label: say('options.all', 'All') },
    changeRelated: { label: say('options.laidToADeployment', 'Laid to a deployment') },
    notChangeRelated: { label: say('options.notLaidToADeployment', 'Not laid to a deployment') },
    open: { label: say('options.open', 'Open') },
  },
  releases: {
    all: {
      label: say('options.releasesAndTags', 'Releases and tags'),
      description: say('options.alsoTagsWithoutARelease', 'Also tags without a release'),
    },
    published: { label: say('options.publishedReleases', 'Published releases') },
    final: { label: say('options.withoutPrereleases', 'Without prereleases') },
  },
  items: {
    observed: {
      label: say('options.observed', 'Observed'),
      description: say(
        'options.countedOrBesideTheNumber',
        'Counted, or beside the number because not over or not known'
      ),
    },
    counted: {
      label: say('options.counted', 'Counted'),
      description: say('options.exactlyWhatTheValueIs', 'Exactly what the value is made of'),
    },
    notCounted: {
      label: say('options.notCounted', 'Not counted'),
      description: say('options.whatOneMayLookFor', 'What one may look for in it, and why it is not there'),
    },
    all: {
      label: say('options.both', 'Both'),
      description: say('options.whatIsCountedFirst', 'What is counted first'),
    },
  },
});
