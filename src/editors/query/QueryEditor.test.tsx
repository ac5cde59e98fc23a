import { screen, waitFor, within } from '@testing-library/react';
import { StoredQuery } from '../../datasource';
import { plainQuery } from '../../query';
import { selectors } from '../selectors';
import { giveLayout } from '../testing/layout';
import { engineWithNames, showInPanel, sourceWithNames } from '../testing/panel';
import { examples } from './examples';
import { QueryEditor } from './QueryEditor';

beforeAll(giveLayout);

// Real components and real typing take their time on a busy machine.
jest.setTimeout(30_000);

const show = (stored: Partial<StoredQuery>, source = sourceWithNames()) => showInPanel(QueryEditor, stored, source);

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
      'Median change lead time, per week over a rolling 90 days.'
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
    [
      'a table of all metrics',
      metrics,
      ['Table with', 'Recovery from', 'Rework counts', 'Another time'],
      ['Rolling window (days)', 'Date'],
    ],
    ['a comparison with a date', { ...metrics, comparison: 'date', comparisonDate: '2026-01-01' }, ['Date'], []],
    [
      'workflow runs',
      plainQuery('runs'),
      ['Workflows', 'Repositories'],
      ['Which', 'Attribution', 'Metrics', 'Environments', 'Group by'],
    ],
    ['changes', plainQuery('changes'), ['Which', 'Labels', 'Lead time from'], ['Attribution', 'Interval']],
    ['releases', plainQuery('releases'), ['Which', 'Teams'], ['Environments', 'Attribution', 'Labels']],
    [
      'the events behind a number',
      plainQuery('items'),
      ['Metric', 'Which', 'Why is this …?', 'Or from a variable', 'Environments'],
      ['Metrics', 'Interval', 'Group by', 'Of one point'],
    ],
    [
      'how much hangs on what',
      { ...plainQuery('sensitivity'), metric: 'changeLeadTime' },
      ['Metric', 'Statistic', 'Group by', 'Lead time from'],
      ['Which', 'Attribution', 'Interval'],
    ],
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

  it('is a sequence of groups in the order one thinks, each with its name', () => {
    show(metrics);
    expect(screen.getAllByRole('group').map((group) => group.firstChild?.textContent)).toEqual([
      'What',
      'Of whom',
      'Over what',
      'Compared with',
      'Shown how',
      'By which rules',
    ]);
    expect(within(screen.getByRole('group', { name: 'Over what' })).getByLabelText('Interval')).toBeInTheDocument();
  });

  it('offers dashboard variables before names, and takes what is chosen', async () => {
    const { saved, runs, user } = show(metrics);
    await user.click(screen.getByLabelText('Teams'));
    await screen.findByRole('option', { name: '$team' });
    expect(screen.getAllByRole('option').map(({ textContent }) => textContent)).toEqual(['$team', 'web', 'payments']);
    await user.keyboard('{ArrowDown}{Enter}');
    expect(saved[0].filters?.teams).toEqual(['$team']);
    expect(runs()).toBe(1);
  });

  it('loads names once a visit, not at every key, and asks nothing while one types', async () => {
    const source = sourceWithNames();
    const asked = jest.spyOn(source, 'suggestNames');
    const { saved, runs, user } = show({ ...metrics, filters: { ...metrics.filters, teams: ['web'] } }, source);
    expect(asked).not.toHaveBeenCalled();
    await user.click(screen.getByLabelText('Repositories'));
    await user.keyboard('acme/w');
    await waitFor(() => expect(screen.getAllByRole('option')).toHaveLength(2));
    const repositories = { kind: 'repositories' as const, teams: ['web'], repositories: [] };
    const visits = () => asked.mock.calls.filter(([{ kind }]) => kind === 'repositories');
    expect(visits()).toEqual([[repositories, undefined]]);
    expect([saved, runs()]).toEqual([[], 0]);
    await user.tab();
    await user.click(screen.getByLabelText('Repositories'));
    await waitFor(() => expect(visits()).toHaveLength(2));
  });

  it('takes any text as a name', async () => {
    const { saved, user } = show(metrics);
    await user.click(screen.getByLabelText('Repositories'));
    await user.keyboard('acme/new-*');
    await user.click(await screen.findByRole('option', { name: /acme\/new-\*/ }));
    expect(saved[0].filters?.repositories).toEqual(['acme/new-*']);
  });

  it('says beside the field that nothing goes by a name, and runs all the same', async () => {
    const { user } = show({ ...metrics, filters: { ...metrics.filters, teams: ['wbe', '$team', '!old'] } });
    expect(screen.queryByText(/There is no team/)).not.toBeInTheDocument();
    await user.click(screen.getByLabelText('Teams'));
    expect(await screen.findByText('There is no team "wbe" in the settings.')).toBeInTheDocument();
  });

  it('says that names could not be listed, and takes any', async () => {
    const engine = engineWithNames();
    engine.directoryFailure = new Error('GitHub does not answer.');
    const { user } = show(metrics, sourceWithNames(engine));
    await user.click(screen.getByLabelText('Services'));
    expect(await screen.findByText(/could not be listed.* GitHub does not answer\.$/)).toBeInTheDocument();
  });

  it('sets a whole query from an example, by keyboard', async () => {
    const { saved, runs, user } = show(metrics);
    const button = screen.getByRole('button', { name: 'Examples' });
    expect(button).toHaveAttribute('aria-expanded', 'false');
    button.focus();
    await user.keyboard('{Enter}{Tab}{Tab}{Enter}');
    expect(saved).toEqual([expect.objectContaining({ refId: 'A', ...examples()[1].query })]);
    expect(runs()).toBe(1);
    expect(screen.queryByRole('list', { name: 'Examples' })).not.toBeInTheDocument();
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
