import { screen, waitFor } from '@testing-library/react';
import { DoraJsonData } from '../../datasource';
import { selectors } from '../selectors';
import { giveLayout } from '../testing/layout';
import { FakeCatalog } from './testing/fakeCatalog';
import { GithubSection } from './GithubSection';
import { showEditor, showSection } from './testing/shownEditor';

beforeAll(giveLayout);

// Real components and real typing take their time on a busy machine.
jest.setTimeout(90_000);

describe('ConfigEditor', () => {
  it('saves lists when their field is left, and keeps what is saved beside our settings', async () => {
    const { saved, last, user } = await showSection(GithubSection, { alertmanagerUid: 'am' });
    await user.type(screen.getByLabelText(/^Repositories/), 'acme/{{pay,web}, acme/tools');
    expect(saved).toEqual([]);
    await user.tab();
    expect(last().jsonData).toMatchObject({
      schemaVersion: 1,
      alertmanagerUid: 'am',
      repositories: ['acme/{pay,web}', 'acme/tools'],
    });
  });

  it('writes a secret where secrets belong and nowhere else', async () => {
    const { last, user } = await showSection(GithubSection, {});
    await user.type(screen.getByLabelText(/^Token/), 'ghp_1');
    expect(last().secureJsonData).toEqual({ githubToken: 'ghp_1' });
    expect(JSON.stringify(last().jsonData)).not.toContain('ghp_1');
  });

  it('forgets a configured secret on reset', async () => {
    const { last, user } = await showSection(GithubSection, {}, { secureJsonFields: { githubToken: true } });
    await user.click(screen.getByRole('button', { name: /reset/i }));
    expect(last().secureJsonFields).toEqual({ githubToken: false });
    expect(last().secureJsonData).toEqual({ githubToken: '' });
  });

  it.each<[string, DoraJsonData, RegExp]>([
    ['a pattern', { rules: JSON.parse('{"hotfixPattern":"("}') }, /"\(" is not a valid pattern/],
    ['an organisation', { organizations: ['acme/pay'] }, /is not the name of an organisation/],
    ['an address', { githubUrl: 'github.example.com' }, /is not an address/],
    ['a team without a name', { teams: JSON.parse('[{"repositories":["acme/pay"]}]') }, /A team without a name/],
    [
      'a pattern of a team',
      { teams: JSON.parse('[{"name":"x","rules":{"tagPattern":"["}}]') },
      /"\[" is not a valid pattern/,
    ],
  ])('shows beside the field what is wrong with %s', async (_, jsonData, sentence) => {
    await showEditor(jsonData);
    expect(screen.getByText(sentence)).toBeInTheDocument();
  });

  it('tests a connection only with what is saved, and says what has to be saved first', async () => {
    const catalog = new FakeCatalog();
    const { user } = await showSection(GithubSection, { githubUrl: 'https://github.example.com' }, {}, catalog);
    const github = () => screen.getByTestId(selectors.config.connection('github')).textContent;
    expect(github()).toMatch(/enter a token and save/);
    await user.type(screen.getByLabelText(/^Token/), 'ghp_1');
    expect(github()).toMatch(/save first\. The token/);
    await user.click(screen.getByText('Save'));
    await waitFor(() => expect(github()).toMatch(/GitHub knows the token as ann\./), { timeout: 5_000 });
    await user.type(screen.getByLabelText(/^Address of the server/), '/x');
    await user.tab();
    expect(github()).toMatch(/save first\. Requests go through/);
    expect(catalog.tested.map(({ source }) => source)).toEqual(['github']);
  });

  it('offers organisations once they can be listed, and takes text before', async () => {
    const { last, user } = await showSection(GithubSection, {});
    await user.type(screen.getByLabelText(/^Organisations/), 'acme');
    expect(await screen.findByText(/Names are offered once a token is saved/)).toBeInTheDocument();
    await user.tab();
    expect(last().jsonData.organizations).toEqual(['acme']);
  });

  it('hides what belongs to an upstream that is switched off', async () => {
    const { last, user } = await showEditor({});
    await user.click(screen.getByLabelText('Read from PagerDuty'));
    expect(last().jsonData.pagerdutyEnabled).toBe(false);
    expect(screen.queryByLabelText(/^API key/)).not.toBeInTheDocument();
  });

  it('leaves settings of a newer version alone and says so', async () => {
    const { saved } = await showEditor({ schemaVersion: 9 });
    expect(screen.getByText(/saved by a newer version/)).toBeInTheDocument();
    expect(screen.queryByRole('textbox')).not.toBeInTheDocument();
    expect(saved).toEqual([]);
  });

  it('cannot be changed when it is provisioned', async () => {
    await showEditor({}, { readOnly: true, secureJsonFields: { githubToken: true } });
    expect(screen.getByLabelText('Token')).toHaveValue('configured');
    expect(screen.queryByText('Reset')).not.toBeInTheDocument();
    // Text can be copied all the same.
    expect(screen.getByLabelText(/^Organisations/)).toHaveAttribute('readonly');
    expect(screen.getByTestId(selectors.config.addTeam)).toBeDisabled();
  });
});
