import { say } from '../words';
import { FieldProblem, shown } from './fields';
import { parseIso } from './isoTime';
import { DoraQuery } from './types';

const longestWindowDays = 3660;
const longestAttributionHours = 24 * 90;

/** What keeps a query from being answered, field by field; empty when nothing does. Shared by filter and editor. */
export function validateQuery(query: DoraQuery): readonly FieldProblem[] {
  const problems: FieldProblem[] = [];
  const report = (field: string, message: string) => problems.push({ field, message });

  if (query.queryType === 'metrics') {
    if (query.metrics.length === 0) {
      report('metrics', say('query.check.chooseAtLeastOneMetric', 'Choose at least one metric.'));
    }
    const { windowDays, interval, comparison, comparisonDate } = query;
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
    if (comparison === 'date' && !hasVariable(comparisonDate) && parseIso(comparisonDate) === null) {
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

/** Can it be answered? */
export function isComplete(query: DoraQuery): boolean {
  return validateQuery(query).length === 0;
}

/** A dashboard variable that is only known once the dashboard runs. */
function hasVariable(text: string): boolean {
  return /\$\w|\$\{|\[\[/.test(text);
}
