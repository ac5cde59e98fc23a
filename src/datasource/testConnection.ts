import { TestDataSourceResponse } from '@grafana/data';
import { FieldProblem } from '../query';
import { ConnectionReport } from '../sources';

const names: Record<ConnectionReport['source'], string> = { github: 'GitHub', pagerduty: 'PagerDuty', feed: 'Feed' };

/** What "Save & test" shows: a sentence per connection, then the particulars. */
export function testResult(
  reports: readonly ConnectionReport[],
  problems: readonly FieldProblem[]
): TestDataSourceResponse {
  if (reports.length === 0) {
    return {
      status: 'error',
      message: 'There is nothing to connect to. Switch on GitHub or PagerDuty, or enter the address of a feed.',
    };
  }
  const failed = reports.filter(({ ok }) => !ok);
  const sentences = [...failed, ...reports.filter(({ ok }) => ok)].map(titled);
  if (problems.length > 0) {
    sentences.push(
      problems.length === 1 ? `Settings: ${problems[0].message}` : `Settings: ${problems.length} entries need a look.`
    );
  }
  return {
    status: failed.length > 0 ? 'error' : problems.length > 0 ? 'warning' : 'success',
    message: sentences.join(' '),
    details: { verboseMessage: particulars(reports, problems) },
  };
}

/** Some sentences begin with the name themselves. */
function titled({ source, message }: ConnectionReport): string {
  return message.startsWith(names[source]) ? message : `${names[source]}: ${message}`;
}

function particulars(reports: readonly ConnectionReport[], problems: readonly FieldProblem[]): string {
  const parts = reports.map((report) => [titled(report), ...report.details.map((line) => `  ${line}`)].join('\n'));
  if (problems.length > 0) {
    parts.push(['Settings', ...problems.map(({ field, message }) => `  ${field}: ${message}`)].join('\n'));
  }
  return parts.join('\n\n');
}
