import { screen, within } from '@testing-library/react';
import React from 'react';
import { defaultTeam } from '../../query';
import { selectors } from '../selectors';
import { giveLayout } from '../testing/layout';
import { TeamsSection } from './TeamsSection';
import { FakeCatalog } from './testing/fakeCatalog';
import { showForm } from './testing/shownForm';

beforeAll(giveLayout);
jest.setTimeout(30_000);

function organisation(): FakeCatalog {
  const catalog = new FakeCatalog();
  const repository = (name: string) => ({ name, defaultBranch: 'main', archived: false, topics: [], url: null });
  catalog.repositoriesThere = ['acme/pay', 'acme/ledger', 'acme/web'].map(repository);
  catalog.teamsThere = [
    { slug: 'acme/payments', name: 'Payments', repositories: ['acme/ledger', 'acme/pay'] },
    { slug: 'acme/web', name: 'Web', repositories: ['acme/web'] },
  ];
  catalog.servicesThere = [{ id: 'S1', name: 'pay', teams: ['Payments'], url: null }];
  catalog.pagerdutyTeamsThere = ['Payments'];
  return catalog;
}

const card = (team: string) => within(screen.getByTestId(selectors.config.suggestion(team)));

describe('SuggestedTeams', () => {
  it('suggests with evidence, and takes over what is accepted', async () => {
    const { user, changes } = showForm((form) => <TeamsSection {...form} />, { catalog: organisation() });
    await user.click(screen.getByTestId(selectors.config.lookForTeams));
    expect(await screen.findByText('2 teams are suggested.')).toBeInTheDocument();
    expect(card('Payments').getByText(/GitHub team acme\/payments has 2 repositories/)).toBeInTheDocument();
    expect(card('Payments').getByText(/PagerDuty's team Payments has 1 service: pay/)).toBeInTheDocument();
    await user.click(card('Payments').getByText('Accept'));
    expect(changes).toHaveLength(1);
    expect(changes[0].teams).toEqual([
      {
        ...defaultTeam,
        name: 'Payments',
        githubTeam: 'acme/payments',
        pagerdutyTeam: 'Payments',
        serviceRepositories: { pay: ['acme/pay'] },
      },
    ]);
    expect(screen.queryByTestId(selectors.config.suggestion('Payments'))).not.toBeInTheDocument();
  });

  it('opens what is to be changed, and forgets what is dismissed', async () => {
    const { user, changes } = showForm((form) => <TeamsSection {...form} />, { catalog: organisation() });
    await user.click(screen.getByTestId(selectors.config.lookForTeams));
    await screen.findByText('2 teams are suggested.');
    await user.click(card('Payments').getByText('Dismiss'));
    await user.click(card('Web').getByText('Change'));
    expect(changes[0].teams.map(({ name }) => name)).toEqual(['Web']);
    expect(screen.getByLabelText('Name')).toHaveValue('Web');
    expect(screen.getByText(/Nothing more is suggested/)).toBeInTheDocument();
  });

  it('takes over all of them at once', async () => {
    const { user, changes } = showForm((form) => <TeamsSection {...form} />, { catalog: organisation() });
    await user.click(screen.getByTestId(selectors.config.lookForTeams));
    await user.click(await screen.findByTestId(selectors.config.acceptAllTeams));
    expect(changes[0].teams.map(({ name }) => name)).toEqual(['Payments', 'Web']);
  });

  it('says what could not be read, and suggests from the rest', async () => {
    const catalog = organisation();
    catalog.teamsThere = [];
    const message = 'The teams of organization acme cannot be read.';
    catalog.problems = [{ source: 'github', kind: 'forbidden', scope: null, message, retryAt: null }];
    const { user } = showForm((form) => <TeamsSection {...form} />, { catalog });
    await user.click(screen.getByTestId(selectors.config.lookForTeams));
    expect((await screen.findAllByText(message)).length).toBeGreaterThan(0);
    expect(screen.getByTestId(selectors.config.suggestion('Payments'))).toBeInTheDocument();
  });

  it('looks for nothing without a saved token, nor where settings are provisioned', async () => {
    const first = showForm((form) => <TeamsSection {...form} />, { reach: 'noToken' });
    expect(screen.getByTestId(selectors.config.lookForTeams)).toBeDisabled();
    expect(screen.getByText(/once GitHub or PagerDuty is saved with a token/)).toBeInTheDocument();
    first.unmount();
    showForm((form) => <TeamsSection {...form} />, { isReadOnly: true });
    expect(screen.getByTestId(selectors.config.lookForTeams)).toBeDisabled();
    expect(screen.getByText(/provisioned and cannot be changed here/)).toBeInTheDocument();
  });
});
