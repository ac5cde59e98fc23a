import { TestDataSourceResponse } from '@grafana/data';
import { FieldProblem } from '../query';
import { ConnectionReport } from '../sources';
import { say, sayCount } from '../words';

const names: Record<ConnectionReport['source'], string> = { github: 'GitHub', pagerduty: 'PagerDuty', feed: 'Feed' };

/** What "Save & test" shows: a sentence per connection, then the particulars. */
export function testResult(
  reports: readonly ConnectionReport[],
  problems: readonly FieldProblem[]
): TestDataSourceResponse {
  if (reports.length === 0) {
    return {
      status: 'error',
      message: say(
        'datasource.test.thereIsNothingToConnect',
        'There is nothing to connect to. Switch on GitHub or PagerDuty, or enter the address of a feed.'
      ),
    };
  }
  const failed = reports.filter(({ ok }) => !ok);
  const sentences = [...failed, ...reports.filter(({ ok }) => ok)].map(titled);
  if (problems.length > 0) {
    sentences.push(
      problems.length === 1
        ? say('datasource.test.oneEntry', 'Settings: {{message}}', { message: problems[0].message })
        : sayCount(
            'datasource.test.entries',
            { one: 'Settings: 1 entry needs a look.', other: 'Settings: {{count}} entries need a look.' },
            problems.length
          )
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
    parts.push(
      [
        say('datasource.test.settings', 'Settings'),
        ...problems.map(({ field, message }) => `  ${field}: ${message}`),
      ].join('\n')
    );
  }
  return parts.join('\n\n');
}
