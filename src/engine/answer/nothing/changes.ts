import { ChangeFact, deployedAt } from '../../../metrics';
import { ChangesQuery } from '../../../query';
import { say, sayCount } from '../../../words';
import { Notice } from '../../answers';
import { nothingDeployed } from './deployments';
import { amiss, archivedOnes, fine, firstAfter, isWithin, Question, whom } from './question';
import { countedNames, someNames } from './seenInstead';

/** Why a list of changes is empty. */
export function noChanges(question: Question<ChangesQuery>): readonly Notice[] {
  const { query, parts } = question;
  const all = (parts ?? []).flatMap(({ changes }) => changes);
  const inRange = all.filter((fact) => isWithin(placeOf(fact), question));
  if (inRange.length === 0) {
    return [nothingMerged(question, all)];
  }
  const labelled = inRange.filter(({ change }) => hasAny(change.labels, query.labels));
  if (labelled.length === 0) {
    return [nothingLabelled(question, inRange)];
  }
  switch (query.outcome) {
    case 'deployed':
      return [
        amiss(
          sayCount(
            'engine.nothing.changes.deployed',
            {
              one: '1 change of this time range fits the query, and it is in no production deployment.',
              other: '{{count}} changes of this time range fit the query, and none is in a production deployment.',
            },
            labelled.length
          )
        ),
        ...deployedReason(question),
      ];
    case 'waiting':
      return [
        fine(
          sayCount(
            'engine.nothing.changes.waiting',
            {
              one: 'Nothing waits for production: the 1 change of this time range that fits the query is there.',
              other:
                'Nothing waits for production: all {{count}} changes of this time range that fit the query are there.',
            },
            labelled.length
          )
        ),
      ];
    default:
      return [
        fine(
          sayCount(
            'engine.nothing.changes.noLeadTime',
            {
              one: 'The 1 change of this time range that fits the query has a lead time.',
              other: 'All {{count}} changes of this time range that fit the query have a lead time.',
            },
            labelled.length
          )
        ),
      ];
  }
}

function deployedReason(question: Question): readonly Notice[] {
  const reason = nothingDeployed(question);
  return reason === null ? [] : [reason];
}

/** Why no change is there at all; `all`: those that were read, of whatever time. */
function nothingMerged(question: Question, all: readonly ChangeFact[]): Notice {
  const { situation } = question;
  const rules = situation.territory.ownership.rulesOf(situation.territory.repositories[0] ?? '');
  return amiss(
    say(
      'engine.nothing.changes.found',
      'No change of {{whom}} was deployed in this time range, and none was merged in it that still waits.',
      { whom: whom(question) }
    ),
    rules.changeUnit === 'commit'
      ? say('engine.nothing.changes.commits', 'A change is a commit on the default branch.')
      : say(
          'engine.nothing.changes.pullRequests',
          'A change is a merged pull request; commits pushed without one are not seen. The unit of change is a rule in the settings.'
        ),
    archivedOnes(question),
    firstAfter(all.map(placeOf), question)
  );
}

function nothingLabelled({ query }: Question<ChangesQuery>, inRange: readonly ChangeFact[]): Notice {
  const labels = countedNames(inRange.flatMap(({ change }) => change.labels));
  return amiss(
    sayCount(
      'engine.nothing.changes.labels',
      {
        one: '1 change was found in this time range, and it bears no label called {{wanted}}.',
        other: '{{count}} changes were found in this time range, and none bears a label called {{wanted}}.',
      },
      inRange.length,
      { wanted: someNames(query.labels) }
    ),
    labels === null
      ? say('engine.nothing.changes.noLabels', 'None of them bears any label.')
      : say('engine.nothing.changes.otherLabels', 'Labels seen: {{labels}}.', { labels })
  );
}

function placeOf(fact: ChangeFact): number {
  return deployedAt(fact) ?? fact.change.mergedAt;
}

function hasAny(labels: readonly string[], wanted: readonly string[]): boolean {
  const names = new Set(wanted.map((label) => label.toLowerCase()));
  return names.size === 0 || labels.some((label) => names.has(label.toLowerCase()));
}
