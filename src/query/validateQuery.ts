import { FieldProblem, shown } from './fields';
import { say } from '../words';
import { parseIso } from './isoTime';
import { isComparable, Lacking, lackingFor } from './shapes';
import { DoraQuery } from './types';

const longestWindowDays = 3660;
const longestAttributionHours = 24 * 90;

/** What keeps a query from being answered, field by field; empty when nothing does. Shared by filter and editor. */
export function validateQuery(query: DoraQuery): readonly FieldProblem[] {
  const problems: FieldProblem[] = [];
  const report = (field: string, message: string) => problems.push({ field, message });

  if (query.queryType === 'metrics') {
    if (query.metrics.length === 0) {
      report('metrics', 'Choose at least one metric.');
    }
    const { windowDays, interval, comparison, comparisonDate } = query;
    const lacking = lackingFor(query);
    if (lacking !== null) {
      report('shape', whatShapeNeeds(lacking));
    }
    if (!Number.isInteger(windowDays) || windowDays < 0 || windowDays > longestWindowDays) {
      report(
        'windowDays',
        `The rolling window must be a whole number of days from 0 to ${longestWindowDays}, not ${windowDays}.`
      );
    } else if (windowDays > 0 && interval === 'none') {
      report('windowDays', 'A rolling window needs an interval: choose day, week, month or quarter, or set it to 0.');
    }
    if (
      comparison === 'date' &&
      isComparable(query) &&
      !hasVariable(comparisonDate) &&
      parseIso(comparisonDate) === null
    ) {
      const what =
        comparisonDate === '' ? 'The date to compare with is missing.' : `${shown(comparisonDate)} is no date.`;
      report('comparisonDate', `${what} Write it as 2025-03-31 or 2025-03-31T12:00:00Z.`);
    }
  }

  const hours = query.choices.attributionWindowHours;
  if (hours !== undefined && !(hours >= 0 && hours <= longestAttributionHours)) {
    report(
      'choices.attributionWindowHours',
      `The attribution window must be from 0 to ${longestAttributionHours} hours, not ${hours}.`
    );
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
