import { fireEvent, screen } from '@testing-library/react';
import { DoraJsonData } from '../../datasource';
import { defaultRules } from '../../metrics';
import { defaultExperiment, defaultTeam } from '../../query';
import { selectors } from '../selectors';
import { giveLayout } from '../testing/layout';
import { violationsIn } from '../testing/violations';
import { FakeCatalog } from './testing/fakeCatalog';
import { showEditor } from './testing/shownEditor';

beforeAll(giveLayout);

// Real components and real typing take their time on a busy machine, and axe reads the whole page.
jest.setTimeout(120_000);

const { config } = selectors;
const configured = { secureJsonFields: { githubToken: true, pagerdutyToken: true, feedToken: true } };

/** Every section with something in it; two teams, one of them open by its mistake. */
const filled: DoraJsonData = {
  schemaVersion: 1,
  githubUrl: 'https://github.example.com',
  organizations: ['acme', 'acme-labs'],
  repositories: ['acme/pay', '!acme/old'],
  pagerdutyRegion: 'eu',
  feedUrl: 'https://example.com/dora.json',
  teams: [
    {
      ...defaultTeam,
      name: 'Payments',
      repositories: ['acme/pay'],
      githubTeam: 'acme/payments',
      services: ['pay-api'],
      pagerdutyTeam: 'Payments',
      serviceRepositories: { 'pay-api': ['acme/pay'] },
      rules: { environmentPattern: 'live' },
      targets: { changeLeadTime: 86_400, changeFailRate: 0.1 },
    },
    { ...defaultTeam, name: 'Web', repositories: ['acme/web'] },
  ],
  experiments: [
    {
      ...defaultExperiment,
      name: 'Small batches',
      metric: 'changeLeadTime',
      guardrails: ['changeFailRate'],
      start: '2026-04-06',
      teams: ['Web'],
    },
  ],
  rules: {
    ...defaultRules,
    deploymentSource: 'workflow',
    overrides: [{ incident: 'P1', deployment: null, author: 'ann', reason: 'a certificate' }],
  },
};

const mistakes: DoraJsonData = {
  ...filled,
  githubUrl: 'github.example.com',
  organizations: ['acme/pay'],
  feedUrl: 'nowhere',
  experiments: [{ ...defaultExperiment, start: 'soon', teams: ['Wbe'] }],
  teams: JSON.parse('[{"repositories":["acme/pay"],"rules":{"tagPattern":"["},"targets":{"changeFailRate":7}}]'),
  rules: JSON.parse('{"hotfixPattern":"(","environmentPattern":"["}'),
};

function organisation(): FakeCatalog {
  const catalog = new FakeCatalog();
  const repository = (name: string) => ({ name, defaultBranch: 'main', archived: false, topics: [], url: null });
  catalog.repositoriesThere = ['acme/pay', 'acme/ledger', 'acme/web'].map(repository);
  catalog.teamsThere = [
    { slug: 'acme/ledger', name: 'Ledger', repositories: ['acme/ledger'] },
    { slug: 'acme/shop', name: 'Shop', repositories: ['acme/web'] },
  ];
  catalog.servicesThere = [{ id: 'S1', name: 'ledger', teams: ['Ledger'], url: null }];
  catalog.environmentsThere = ['production', 'staging'];
  const deployment = (id: string, environment: string) => ({
    id,
    repository: 'acme/pay',
    environment,
    sha: 'c1',
    status: 'success' as const,
    createdAt: 0,
    startedAt: null,
    finishedAt: 0,
    url: 'https://github.com/acme/pay/deployments/1',
    service: null,
    ref: null,
    origin: 'deployment' as const,
  });
  catalog.activity = { deployments: [deployment('d1', 'production'), deployment('d2', 'staging')] };
  return catalog;
}

describe('axe-core finds nothing wrong in the settings', () => {
  it('before anything is entered', async () => {
    await showEditor({});
    expect(screen.getByText('Set up in three steps')).toBeInTheDocument();
    expect(await violationsIn()).toEqual([]);
  });

  it('with everything filled in, a team and its rules open', async () => {
    const { user } = await showEditor(filled, configured);
    await user.click(screen.getByTestId(config.team(0, 'toggle')));
    await user.click(screen.getByText('Rules of its own (1)'));
    await user.click(screen.getByTestId(config.addOverride));
    expect(await violationsIn()).toEqual([]);
  });

  it('where they are provisioned', async () => {
    const { user } = await showEditor(filled, { ...configured, readOnly: true });
    await user.click(screen.getByTestId(config.team(0, 'toggle')));
    await user.click(screen.getByTestId(config.exportSettings));
    await screen.findByLabelText('Settings as YAML');
    expect(await violationsIn()).toEqual([]);
  });

  it('beside what is wrong with them', async () => {
    await showEditor(mistakes, configured);
    expect(screen.getAllByText(/is not a valid pattern/).length).toBeGreaterThan(2);
    expect(await violationsIn()).toEqual([]);
  });

  it('in what replaces the page for a newer version, and above what was not understood at all', async () => {
    await showEditor({ schemaVersion: 9 });
    await showEditor(JSON.parse('"text"'));
    expect(await violationsIn()).toEqual([]);
  });

  it('once connections are tested: one works, one does not', async () => {
    const catalog = new FakeCatalog();
    catalog.report = { source: 'github', ok: false, message: 'GitHub refused the token.', details: ['HTTP 401'] };
    await showEditor({ organizations: ['acme'] }, configured, catalog);
    await screen.findAllByText('GitHub refused the token.', {}, { timeout: 5_000 });
    expect(await violationsIn()).toEqual([]);
  });

  it('while teams are suggested', async () => {
    const { user } = await showEditor({ organizations: ['acme'] }, configured, organisation());
    await user.click(screen.getByTestId(config.lookForTeams));
    await screen.findByText('2 teams are suggested.');
    expect(await violationsIn()).toEqual([]);
  });

  it('while rules are tried on a repository', async () => {
    const { user } = await showEditor({ organizations: ['acme'] }, configured, organisation());
    await user.type(screen.getByLabelText('Repository'), 'acme/pay');
    await user.tab();
    await screen.findByText('Deployments: 1 of 2 count');
    expect(await violationsIn()).toEqual([]);
  });

  it('while settings are exported and imported, good ones and bad ones', async () => {
    const { user } = await showEditor({ organizations: ['acme'] }, configured);
    await user.click(screen.getByTestId(config.exportSettings));
    await screen.findByLabelText('Settings as YAML');
    const pasted = screen.getByLabelText(/^YAML or JSON/);
    fireEvent.change(pasted, { target: { value: 'organizations: [other]\npagerdutyRegion: mars' } });
    await user.click(screen.getByTestId(config.readImport));
    await screen.findByText(/differ from what is entered here/);
    expect(await violationsIn()).toEqual([]);
    fireEvent.change(pasted, { target: { value: 'a: [' } });
    await user.click(screen.getByTestId(config.readImport));
    await screen.findByText('Nothing could be read');
    expect(await violationsIn()).toEqual([]);
  });

  it('while it asks before clearing what is stored', async () => {
    const { user } = await showEditor({ organizations: ['acme'] }, configured);
    await user.click(screen.getByTestId(config.clearStoredData));
    await screen.findByRole('dialog');
    expect(await violationsIn()).toEqual([]);
  });
});
