import { ItemsQuery, metricTitles } from '../../../query';
import { Answer, Notice } from '../../answers';
import { noChanges } from './changes';
import { noSuchDeployments, nothingDeployed } from './deployments';
import { noIncidents, noSuchIncidents } from './incidents';
import { nothingInGroup } from './groups';
import { noReleases, noRuns } from './lists';
import { noValueOf, withoutValues } from './metrics';
import { fine, Question } from './question';
import { nothingInScope } from './scope';
import { say } from '../../../words';

export { groupsWithoutValue } from './groups';
export { sayNoGroups } from './metrics';

/**
 * Why an answer is empty, or why one of its columns is: what was looked for, what was found instead, which rule left it
 * out, and what to change. Nothing where there is something to show. `rows` are those of the question's answer.
 */
export function explainEmptiness(rows: Answer['rows'], question: Question): readonly Notice[] {
  const { query } = question;
  if (query.queryType === 'metrics') {
    return withoutValues(query.metrics, valuesIn(rows), question);
  }
  if (query.queryType === 'sensitivity') {
    // The other variants stand and fall with what was asked for.
    return withoutValues(
      [query.metric],
      valuesIn(rows).filter((row) => 'variant' in row && row.variant === 'asAsked'),
      question
    );
  }
  if (rows.length > 0) {
    return [];
  }
  if (query.queryType === 'incidents') {
    // Incidents are on services: they need no repository.
    return [noIncidents(question) ?? noSuchIncidents({ ...question, query })];
  }
  if (query.queryType === 'items') {
    return noItems(query, question);
  }
  if (query.queryType === 'quality') {
    return query.detail === 'findings'
      ? [fine(say('engine.nothing.findings', 'No check of data quality found anything to look at.'))]
      : [];
  }
  const unscoped = nothingInScope(question);
  if (unscoped !== null) {
    return [unscoped];
  }
  switch (query.queryType) {
    case 'deployments':
      return [nothingDeployed(question) ?? noSuchDeployments({ ...question, query })];
    case 'changes':
      return noChanges({ ...question, query });
    case 'releases':
      return [noReleases({ ...question, query })];
    case 'runs':
      return [noRuns({ ...question, query })];
  }
}

function noItems(query: ItemsQuery, question: Question): readonly Notice[] {
  if (query.item !== '') {
    // That the name was not found is said whether or not everything is there yet.
    return [];
  }
  const ofGroup = query.outcome === 'notCounted' ? null : nothingInGroup(query, question);
  if (ofGroup !== null) {
    return [ofGroup];
  }
  return query.outcome === 'notCounted'
    ? [
        fine(
          say(
            'engine.nothing.notCounted',
            'Nothing was left out of {{metric}} in this time range: whatever was found counts. Ask for what is counted to see it.',
            { metric: metricTitles[query.metric] }
          )
        ),
      ]
    : noValueOf(query.metric, question);
}

function valuesIn(rows: Answer['rows']) {
  return rows.flatMap((row) => ('period' in row ? [row] : []));
}
