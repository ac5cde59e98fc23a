import { screen } from '@testing-library/react';
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

/** The states that pass by; those that stay are read as they are painted, by `tests/browser/reading/accessibility.ts`. */
describe('axe-core finds nothing wrong in the settings', () => {
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

  it('while it asks before clearing what is stored', async () => {
    const { user } = await showEditor({ organizations: ['acme'] }, configured);
    await user.click(screen.getByTestId(config.clearStoredData));
    await screen.findByRole('dialog');
    expect(await violationsIn()).toEqual([]);
  });
});
