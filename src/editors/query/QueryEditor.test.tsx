import { act, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import React, { useState } from 'react';
import { StoredQuery } from '../../datasource';
import { createDataSource } from '../../datasource/testing/fakes';
import { plainQuery } from '../../query';
import { selectors } from '../selectors';
import { giveLayout } from '../testing/layout';
import { QueryEditor } from './QueryEditor';

beforeAll(giveLayout);

// Real components and real typing take their time on a busy machine.
jest.setTimeout(30_000);

/** The editor as a panel holds it: what it saves comes back to it. */
function show(stored: Partial<StoredQuery>) {
  const saved: StoredQuery[] = [];
  let runs = 0;
  const { source } = createDataSource({ variables: { team: 'web' } });
  function Panel() {
    const [query, setQuery] = useState<StoredQuery>({ refId: 'A', ...stored });
    return (
      <QueryEditor
        datasource={source}
        query={query}
        onChange={(next) => {
          saved.push(next);
          setQuery(next);
        }}
        onRunQuery={() => {
          runs += 1;
        }}
      />
    );
  }
  render(<Panel />);
  return { saved, runs: () => runs, user: userEvent.setup() };
}

const metrics = plainQuery('metrics');
const weekly = { ...metrics, interval: 'week' as const, windowDays: 90 };

describe('QueryEditor', () => {
  it('commits a number when its field is left, not at every key', async () => {
    const { saved, runs, user } = show(weekly);
    const window = screen.getByLabelText('Rolling window (days)');
    await user.clear(window);
    await user.type(window, '30');
    expect(saved).toEqual([]);
    await user.tab();
    expect(saved).toEqual([expect.objectContaining({ refId: 'A', windowDays: 30 })]);
    expect(runs()).toBe(1);
  });

  it('shows what is wrong beside the field and does not run', async () => {
    const { runs, user } = show(weekly);
    const window = screen.getByLabelText('Rolling window (days)');
    await user.clear(window);
    await user.type(window, '-3{Enter}');
    expect(screen.getByText(/must be a whole number of days/)).toBeInTheDocument();
    expect(runs()).toBe(0);
  });

  it('keeps what is no number in the field, with a sentence, and saves nothing', async () => {
    const { saved, user } = show(weekly);
    const window = screen.getByLabelText('Rolling window (days)');
    await user.clear(window);
    await user.type(window, 'many{Enter}');
    expect(screen.getByText('"many" is not a number.')).toBeInTheDocument();
    expect(saved).toEqual([]);
  });

  it('says in a sentence what the query means', () => {
    show({ ...weekly, metrics: ['changeLeadTime'] });
    expect(screen.getByTestId(selectors.query.sentence('A'))).toHaveTextContent(
      'Median change lead time, per week over a rolling 90 days'
    );
  });

  it.each<[string, Partial<StoredQuery>, string[], string[]]>([
    [
      'frequency alone',
      { ...metrics, metrics: ['deploymentFrequency'] },
      ['Frequency as'],
      ['Statistic of durations', 'Attribution', 'Lead time from'],
    ],
    [
      'lead time alone',
      { ...metrics, metrics: ['changeLeadTime'] },
      ['Statistic of durations', 'Lead time from'],
      ['Frequency as', 'Attribution'],
    ],
    ['workflow runs', plainQuery('runs'), ['Workflows', 'Repositories'], ['Which', 'Attribution', 'Metrics']],
    [
      'incidents',
      plainQuery('incidents'),
      ['Which', 'Attribution', 'Proximity (hours)'],
      ['Lead time from', 'Interval'],
    ],
    ['strict incidents', { ...plainQuery('incidents'), attribution: 'strict' }, ['Attribution'], ['Proximity (hours)']],
  ])('shows only what applies: %s', (_, query, shown, hidden) => {
    show(query);
    for (const label of shown) {
      expect(screen.getByLabelText(label)).toBeInTheDocument();
    }
    for (const label of hidden) {
      expect(screen.queryByLabelText(label)).not.toBeInTheDocument();
    }
  });

  it('changes the type by keyboard and keeps the filters', async () => {
    const { saved, user } = show({ ...metrics, filters: { ...metrics.filters, teams: ['web'] } });
    // Opens on the chosen type; the next one is Deployments.
    await user.click(screen.getByLabelText('Show'));
    await user.keyboard('{ArrowDown}{Enter}');
    expect(saved[0]).toMatchObject({ queryType: 'deployments', outcome: 'production', filters: { teams: ['web'] } });
    expect(saved[0]).not.toHaveProperty('interval');
  });

  it('offers dashboard variables as filters', async () => {
    const { saved, user } = show(metrics);
    await user.click(screen.getByLabelText('Teams'));
    await act(() => new Promise((resolve) => setTimeout(resolve, 300)));
    await user.keyboard('{ArrowDown}{Enter}');
    expect(saved[0].filters?.teams).toEqual(['$team']);
  });

  it('leaves a query of a newer version alone and says so', () => {
    const { saved } = show({ schemaVersion: 99, queryType: 'metrics' });
    expect(screen.getByTestId(selectors.query.newerVersion)).toHaveTextContent('Update the plugin');
    expect(screen.queryByRole('combobox')).not.toBeInTheDocument();
    expect(saved).toEqual([]);
  });

  it('names what of a saved query was not understood', () => {
    show({ ...metrics, groupBy: JSON.parse('["colour"]') });
    expect(screen.getByText(/"colour" is not known/)).toBeInTheDocument();
  });
});
