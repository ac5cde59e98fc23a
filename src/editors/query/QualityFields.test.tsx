import { screen } from '@testing-library/react';
import { plainQuery } from '../../query';
import { selectors } from '../selectors';
import { giveLayout } from '../testing/layout';
import { showInPanel } from '../testing/panel';
import { QueryEditor } from './QueryEditor';

beforeAll(giveLayout);

// Real components and real typing take their time on a busy machine.
jest.setTimeout(60_000);

const quality = plainQuery('quality');
const show = (more: Partial<typeof quality> = {}) => showInPanel(QueryEditor, { ...quality, ...more });
const field = (name: string) => screen.getByTestId(selectors.query.field('A', name));
const perTeam = () => screen.queryByRole('switch', { name: 'Each team by itself' });

describe('what is asked about data quality', () => {
  it('is an overview of all checks, or what was found, of which no team is set apart', async () => {
    const { saved, user } = show({ groupBy: ['team'] });
    expect(field('detail')).toHaveValue('A row per check');
    expect(perTeam()).toBeChecked();
    await user.click(field('detail'));
    await user.click(await screen.findByRole('option', { name: /What was found/ }));
    expect(saved).toEqual([expect.objectContaining({ queryType: 'quality', detail: 'findings', groupBy: [] })]);
    expect(perTeam()).not.toBeInTheDocument();
  });

  it('is each team by itself, or all of them together again', async () => {
    const { saved, user, runs } = show();
    for (const groupBy of [['team'], []]) {
      await user.click(screen.getByLabelText('Each team by itself'));
      expect(saved.at(-1)).toMatchObject({ detail: 'summary', groupBy });
    }
    expect(runs()).toBe(2);
  });

  it('is of the checks that are chosen, in the order in which they are shown', async () => {
    const { saved, user } = show({ checks: ['permissions'] });
    await user.click(field('checks'));
    await user.type(field('checks'), 'owner');
    await user.click(await screen.findByRole('option', { name: 'Incidents with an owner' }));
    // Incidents are checked before permissions, whatever is chosen first.
    expect(saved.at(-1)).toMatchObject({ checks: ['incidentsMapped', 'permissions'] });
  });
});
