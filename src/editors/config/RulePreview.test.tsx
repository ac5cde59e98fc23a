import { act, screen } from '@testing-library/react';
import React from 'react';
import { defaultRules } from '../../metrics';
import { selectors } from '../selectors';
import { giveLayout } from '../testing/layout';
import { RulePreview } from './RulePreview';
import { FakeCatalog } from './testing/fakeCatalog';
import { showForm } from './testing/shownForm';

beforeAll(giveLayout);
jest.setTimeout(30_000);

const deployment = (id: string, environment: string) => ({
  id,
  repository: 'acme/pay',
  environment,
  sha: 'c1',
  status: 'success' as const,
  createdAt: 0,
  startedAt: null,
  finishedAt: 0,
  url: null,
  service: null,
  ref: null,
  origin: 'deployment' as const,
});

function catalog(): FakeCatalog {
  const made = new FakeCatalog();
  made.repositoriesThere = [{ name: 'acme/pay', defaultBranch: 'main', archived: false, topics: [], url: null }];
  made.activity = { deployments: [deployment('d1', 'production'), deployment('d2', 'staging')] };
  return made;
}

const field = () => screen.getByLabelText('Repository');

describe('RulePreview', () => {
  it('shows what counts and why not the rest, and judges anew when a rule changes, without reading again', async () => {
    const { user, change, catalog: asked } = showForm((form) => <RulePreview {...form} />, { catalog: catalog() });
    await user.type(field(), 'acme/pay');
    await user.tab();
    expect(await screen.findByText('Deployments: 1 of 2 count')).toBeInTheDocument();
    expect(screen.getByText('Counts as a deployment.')).toBeInTheDocument();
    expect(screen.getByText('The environment “staging” does not match prod|live.')).toBeInTheDocument();
    act(() => change({ rules: { ...defaultRules, environmentPattern: 'staging' } }));
    expect(screen.getByText('The environment “production” does not match staging.')).toBeInTheDocument();
    act(() => change({ rules: { ...defaultRules, deploymentSource: 'releases' } }));
    expect(screen.getAllByText('Here, releases are the deployments.')).toHaveLength(2);
    expect(asked.asked.filter((what) => what.startsWith('recent '))).toEqual(['recent acme/pay']);
  });

  it('follows the rules of the team that has the repository', async () => {
    const team = { name: 'Pay', repositories: ['acme/pay'], githubTeam: '', services: [], pagerdutyTeam: '' };
    const teams = [{ ...team, serviceRepositories: {}, rules: { environmentPattern: 'stag' }, targets: {} }];
    const { user } = showForm((form) => <RulePreview {...form} />, { catalog: catalog(), settings: { teams } });
    await user.type(field(), 'acme/pay');
    await user.tab();
    expect(await screen.findByText('The repository belongs to Pay.')).toBeInTheDocument();
    expect(screen.getByText('The environment “production” does not match stag.')).toBeInTheDocument();
  });

  it('works where settings are provisioned', async () => {
    const { user } = showForm((form) => <RulePreview {...form} />, { catalog: catalog(), isReadOnly: true });
    await user.type(field(), 'acme/pay');
    await user.tab();
    expect(await screen.findByTestId(selectors.config.preview)).toBeInTheDocument();
  });

  it('waits for a saved token', async () => {
    const { user, catalog: asked } = showForm((form) => <RulePreview {...form} />, { reach: 'unsavedToken' });
    await user.type(field(), 'acme/pay');
    await user.tab();
    expect(screen.queryByTestId(selectors.config.preview)).not.toBeInTheDocument();
    expect(asked.asked).toEqual([]);
  });
});
