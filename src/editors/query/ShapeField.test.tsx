import { screen } from '@testing-library/react';
import { plainQuery } from '../../query';
import { selectors } from '../selectors';
import { giveLayout } from '../testing/layout';
import { showInPanel } from '../testing/panel';
import { QueryEditor } from './QueryEditor';

beforeAll(giveLayout);

// Real components and real typing take their time on a busy machine.
jest.setTimeout(30_000);

const show = (query: Parameters<typeof showInPanel>[1]) => showInPanel(QueryEditor, query);
const metrics = plainQuery('metrics');
const weekly = { ...metrics, interval: 'week' } as const;
const field = () => screen.getByTestId(selectors.query.field('A', 'shape'));

/** The shapes on offer, by their labels. */
async function offered(user: ReturnType<typeof show>['user']): Promise<string[]> {
  await user.click(field());
  return (await screen.findAllByRole('option')).map(({ textContent }) => textContent ?? '');
}

describe('Show as', () => {
  it.each<[string, Parameters<typeof show>[0], string[]]>([
    ['one value', metrics, ['Series, or a table', 'One wide table']],
    [
      'several metrics over time',
      weekly,
      ['Series, or a table', 'One wide table', 'One long table', 'Levels over time'],
    ],
    [
      'one duration over time',
      { ...weekly, metrics: ['changeLeadTime'] },
      ['Series, or a table', 'One wide table', 'One long table', 'Levels over time', 'Distribution'],
    ],
    ['deployments', plainQuery('deployments'), ['A list', 'States over time', 'By hour and weekday', 'Delivery chain']],
    ['incidents', plainQuery('incidents'), ['A list', 'States over time']],
  ])('offers for %s what it can be shown as', async (_, query, labels) => {
    const { user } = show(query);
    const found = await offered(user);
    expect(found).toHaveLength(labels.length);
    labels.forEach((label, index) => expect(found[index]).toContain(label));
  });

  it('saves what is chosen', async () => {
    const { saved, user } = show(plainQuery('incidents'));
    await offered(user);
    await user.click(screen.getByRole('option', { name: /States over time/ }));
    expect(saved).toEqual([expect.objectContaining({ queryType: 'incidents', shape: 'states' })]);
  });

  it('keeps in sight what cannot be, with what it needs', () => {
    const { runs } = show({ ...weekly, shape: 'distribution' });
    expect(field()).toHaveValue('Distribution');
    expect(screen.getByText(/A distribution is of one metric that is a time/)).toBeInTheDocument();
    expect(runs()).toBe(0);
  });

  it('is not there for lists that are but lists', () => {
    show(plainQuery('changes'));
    expect(screen.queryByTestId(selectors.query.field('A', 'shape'))).not.toBeInTheDocument();
  });
});
