import { fireEvent, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import React, { useState } from 'react';
import { DoraJsonData } from '../../datasource';
import { defaultSettings, fromProvisioning } from '../../query';
import { selectors } from '../selectors';
import { giveLayout } from '../testing/layout';
import { useSetupForm } from './form';
import { FakeCatalog } from './testing/fakeCatalog';
import { Options, storedOptions } from './testing/shownEditor';
import { TransferSection } from './TransferSection';

beforeAll(giveLayout);
jest.setTimeout(30_000);

function show(jsonData: DoraJsonData, given: Partial<Options> = {}) {
  const saved: Options[] = [];
  const catalog = new FakeCatalog();
  const first = storedOptions(jsonData, { secureJsonFields: { githubToken: true }, ...given });
  function Page() {
    const [options, setOptions] = useState(first);
    const onOptionsChange = (next: Options) => {
      saved.push(next);
      setOptions(next);
    };
    const form = useSetupForm({ options, onOptionsChange, openCatalog: catalog.open });
    return <TransferSection form={form} options={options} onOptionsChange={onOptionsChange} />;
  }
  render(<Page />);
  return { saved, user: userEvent.setup({ pointerEventsCheck: 0 }) };
}

const exported = async () => String((await screen.findByLabelText('Settings as YAML')).textContent);
const paste = (text: string) => fireEvent.change(screen.getByLabelText(/^YAML or JSON/), { target: { value: text } });

describe('TransferSection', () => {
  it('writes what is entered, saved or not, and never a token', async () => {
    const { user } = show(
      { organizations: ['acme'], alertmanagerUid: 'am' },
      { secureJsonData: { githubToken: 'ghp_1' } }
    );
    await user.click(screen.getByTestId(selectors.config.exportSettings));
    const yaml = await exported();
    expect(yaml).toContain('githubToken: $DORA_GITHUB_TOKEN');
    expect(yaml).not.toContain('ghp_1');
    const { entry, problems } = await fromProvisioning(yaml);
    expect(problems).toEqual([]);
    expect(entry?.settings).toEqual({ ...defaultSettings, organizations: ['acme'] });
    expect(entry?.others).toEqual({ alertmanagerUid: 'am' });
  });

  it('takes settings over only after they were looked at, and keeps what is not ours', async () => {
    const { saved, user } = show({ organizations: ['acme'], alertmanagerUid: 'am' });
    paste('organizations: [other]\npagerdutyRegion: eu');
    await user.click(screen.getByTestId(selectors.config.readImport));
    expect(
      await screen.findByText(/differ from what is entered here in: organizations, pagerdutyRegion\./)
    ).toBeInTheDocument();
    expect(saved).toEqual([]);
    await user.click(screen.getByTestId(selectors.config.takeImport));
    expect(saved[0].jsonData).toEqual({
      ...defaultSettings,
      alertmanagerUid: 'am',
      organizations: ['other'],
      pagerdutyRegion: 'eu',
    });
    expect(screen.getByText(/were taken over/)).toBeInTheDocument();
  });

  it('says by field what is wrong, and offers the rest', async () => {
    const { user } = show({});
    paste('organizations: [acme]\npagerdutyRegion: mars');
    await user.click(screen.getByTestId(selectors.config.readImport));
    expect(await screen.findByText(/^pagerdutyRegion: "mars" is not known/)).toBeInTheDocument();
    expect(screen.getByTestId(selectors.config.takeImport)).toBeInTheDocument();
  });

  it('offers nothing of what cannot be read', async () => {
    const { user } = show({});
    paste('a: [');
    await user.click(screen.getByTestId(selectors.config.readImport));
    expect(await screen.findByText('Nothing could be read')).toBeInTheDocument();
    expect(screen.queryByTestId(selectors.config.takeImport)).not.toBeInTheDocument();
  });

  it('exports but does not import where settings are provisioned', async () => {
    const { user } = show({ organizations: ['acme'] }, { readOnly: true });
    await user.click(screen.getByTestId(selectors.config.exportSettings));
    expect(await exported()).toContain('acme');
    expect(screen.queryByLabelText(/^YAML or JSON/)).not.toBeInTheDocument();
  });
});
