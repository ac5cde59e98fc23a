import { isTimeZone, metricNames } from '../metrics';
import { say } from '../words';
import { FieldProblem, shown } from './fields';
import { parseIso } from './isoTime';
import { pointInstant } from './pointInstant';
import { isComparable, Lacking, lackingFor } from './shapes';
import { DoraQuery, ItemsPeriod } from './types';

const longestWindowDays = 3660;
const longestAttributionHours = 24 * 90;

/** What keeps a query from being answered, field by field; empty when nothing does. Shared by filter and editor. */
export function validateQuery(query: DoraQuery): readonly FieldProblem[] {
  const problems: FieldProblem[] = [];
  const report = (field: string, message: string) => problems.push({ field, message });

  if (query.queryType === 'metrics') {
    if (query.metrics.length === 0 && query.metricVariable === undefined) {
      report('metrics', say('query.check.chooseAtLeastOneMetric', 'Choose at least one metric.'));
    }
    const { windowDays, interval, comparison, comparisonDate } = query;
    const lacking = lackingFor(query);
    if (lacking !== null) {
      report('shape', whatShapeNeeds(lacking));
    }
    if (!Number.isInteger(windowDays) || windowDays < 0 || windowDays > longestWindowDays) {
      report(
        'windowDays',
        say(
          'query.check.theRollingWindowMustBe',
          'The rolling window must be a whole number of days from 0 to {{longestWindowDays}}, not {{windowDays}}.',
          { longestWindowDays, windowDays }
        )
      );
    } else if (windowDays > 0 && interval === 'none') {
      report(
        'windowDays',
        say(
          'query.check.aRollingWindowNeedsAn',
          'A rolling window needs an interval: choose day, week, month or quarter, or set it to 0.'
        )
      );
    }
    if (
      comparison === 'date' &&
      isComparable(query) &&
      !hasVariable(comparisonDate) &&
      parseIso(comparisonDate) === null
    ) {
      const what =
        comparisonDate === ''
          ? say('query.check.theDateToCompareWith', 'The date to compare with is missing.')
          : say('query.check.isNoDate', '{{comparisonDate}} is no date.', { comparisonDate: shown(comparisonDate) });
      report(
        'comparisonDate',
        say('query.check.writeItAs202503', '{{what}} Write it as 2025-03-31 or 2025-03-31T12:00:00Z.', { what })
      );
    }
  }

  if (query.queryType === 'items' && query.period !== null) {
    problems.push(...periodProblems(query.period));
  }

  const hours = query.choices.attributionWindowHours;
  if (hours !== undefined && !(hours >= 0 && hours <= longestAttributionHours)) {
    report(
      'choices.attributionWindowHours',
      say(
        'query.check.theAttributionWindowMustBe',
        'The attribution window must be from 0 to {{longestAttributionHours}} hours, not {{hours}}.',
        { longestAttributionHours, hours }
      )
    );
  }
  return problems;
}

function periodProblems({ at, windowDays, timeZone }: ItemsPeriod): readonly FieldProblem[] {
  const problems: FieldProblem[] = [];
  if (at !== '' && !hasVariable(at) && pointInstant(at) === null) {
    const message = say(
      'query.period.at.unknown',
      '{{at}} is no instant. Write the point as 2025-03-31T00:00:00Z or in epoch milliseconds, or leave it empty for the last one.',
      { at: shown(at) }
    );
    problems.push({ field: 'period.at', message });
  }
  if (!Number.isInteger(windowDays) || windowDays < 0 || windowDays > longestWindowDays) {
    const message = say(
      'query.period.window.range',
      "The point's rolling window must be a whole number of days from 0 to {{most}}, not {{days}}.",
      { most: longestWindowDays, days: windowDays }
    );
    problems.push({ field: 'period.windowDays', message });
  }
  if (timeZone !== '' && !isTimeZone(timeZone)) {
    const message = say(
      'query.period.zone.unknown',
      '"{{zone}}" is no time zone. Write it as Europe/Berlin or UTC, or leave it empty.',
      { zone: timeZone }
    );
    problems.push({ field: 'period.timeZone', message });
  }
  return problems;
}

/**
 * What a dashboard or a link should have filled in and has not, in a query whose variables are filled in: answering it all
 * the same would answer another question.
 */
export function unfilled(query: DoraQuery): readonly FieldProblem[] {
  const problems: FieldProblem[] = [];
  if ('metricVariable' in query && query.metricVariable !== undefined) {
    const message = say(
      'query.metricVariable.unknown',
      'No metric is chosen by {{variable}}. The variable must have one of these values: {{known}}.',
      { variable: query.metricVariable, known: metricNames.join(', ') }
    );
    problems.push({ field: 'metricVariable', message });
  }
  const texts = query.queryType === 'items' ? Object.values(query.group) : [];
  for (const text of texts.filter((name) => name.includes('${__'))) {
    const message = say(
      'query.group.unfilled',
      'The link could not tell which row was meant ({{text}}). Follow it from a table, or choose the team, repository or service under Of whom.',
      { text }
    );
    problems.push({ field: 'group', message });
  }
  return problems;
}

/** Can it be answered? */
export function isComplete(query: DoraQuery): boolean {
  return validateQuery(query).length === 0;
}

function whatShapeNeeds(lacking: Lacking): string {
  switch (lacking) {
    case 'interval':
      return say('query.shape.needsInterval', 'This needs an interval: choose day, week, month or quarter.');
    case 'oneDuration':
      return say(
        'query.shape.needsDuration',
        'A distribution is of one metric that is a time: change lead time, failed deployment recovery time or time to restore.'
      );
    case 'oneGroup':
      return say('query.shape.needsOneGroup', 'A distribution is of everything together: leave "Group by" empty.');
  }
}

/** A dashboard variable that is only known once the dashboard runs. */
function hasVariable(text: string): boolean {
  return /\$\w|\$\{|\[\[/.test(text);
}
