import { screen } from '@testing-library/react';
import React from 'react';
import { defaultTeam, DoraSettings, TeamSettings } from '../../query';
import { selectors } from '../selectors';
import { giveLayout } from '../testing/layout';
import { TeamsSection } from './TeamsSection';
import { showForm } from './testing/shownForm';

beforeAll(giveLayout);

// Real components and real typing take their time on a busy machine.
jest.setTimeout(60_000);

const show = (...teams: readonly TeamSettings[]) =>
  showForm((form) => <TeamsSection {...form} />, { settings: { teams } });
const last = (changes: readonly DoraSettings[]) => changes[changes.length - 1].teams;

describe('TeamsSection', () => {
  it('adds, names and removes teams', async () => {
    const { changes, user } = show();
    await user.click(screen.getByTestId(selectors.config.addTeam));
    await user.type(screen.getByLabelText('Name'), 'payments{Enter}');
    expect(last(changes)).toEqual([expect.objectContaining({ name: 'payments', repositories: [] })]);
    await user.click(screen.getByRole('button', { name: 'Remove payments' }));
    expect(last(changes)).toEqual([]);
  });

  it('takes targets in hours and per cent and saves them in the metric’s own unit', async () => {
    const { changes, user } = show({ ...defaultTeam, name: 'payments' });
    await user.type(screen.getByLabelText(/Target: Change lead time \(hours\)/), '48{Enter}');
    await user.type(screen.getByLabelText(/Target: Change fail rate \(%\)/), '15{Enter}');
    expect(last(changes)[0].targets).toEqual({ changeLeadTime: 172_800, changeFailRate: 0.15 });
  });

  it('saves only what differs as a rule of a team', async () => {
    const { changes, user } = show({ ...defaultTeam, name: 'payments' });
    await user.click(screen.getByText('Rules of its own'));
    const field = document.getElementById(selectors.config.team(0, 'rule-environmentPattern'));
    expect(field).toHaveAttribute('placeholder', 'As in the data source: prod|live');
    await user.type(field ?? document.body, '^live$$');
    await user.tab();
    expect(last(changes)[0].rules).toEqual({ environmentPattern: '^live$$' });
  });

  it('shows several teams in a line each, and opens the one that is asked for', async () => {
    const { user } = show({ ...defaultTeam, name: 'Pay', githubTeam: 'acme/pay' }, { ...defaultTeam, name: 'Web' });
    expect(screen.getByText('GitHub team acme/pay')).toBeInTheDocument();
    expect(screen.queryByLabelText('Name')).not.toBeInTheDocument();
    await user.click(screen.getByTestId(selectors.config.team(1, 'toggle')));
    expect(screen.getByLabelText('Name')).toHaveValue('Web');
  });
});
