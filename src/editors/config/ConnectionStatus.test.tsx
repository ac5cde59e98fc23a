import { act, render, screen } from '@testing-library/react';
import React from 'react';
import { defaultSettings, DoraSettings } from '../../query';
import { ConnectionStatus } from './ConnectionStatus';
import { Reach } from './reach';
import { FakeCatalog } from './testing/fakeCatalog';
import { settlingTime } from './useConnectionTest';

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

const secret = { isConfigured: true, typed: '', set: () => {}, reset: () => {} };

function show(catalog = new FakeCatalog()) {
  const element = (settings: Partial<DoraSettings>, reach: Reach) => (
    <ConnectionStatus
      source="github"
      form={{
        settings: { ...defaultSettings, ...settings },
        isReadOnly: false,
        change: () => {},
        problem: () => null,
        secret: () => secret,
        catalog,
        reach: () => reach,
      }}
    />
  );
  const { rerender, unmount } = render(element({ organizations: ['acme'] }, 'ready'));
  return {
    catalog,
    unmount,
    to: (settings: Partial<DoraSettings>, reach: Reach = 'ready') => rerender(element(settings, reach)),
  };
}

const pass = (milliseconds: number) => act(async () => jest.advanceTimersByTimeAsync(milliseconds));
const said = () => screen.getByRole('status').textContent;

describe('ConnectionStatus', () => {
  it('tests once the settings stand still, with what is entered', async () => {
    const { catalog, to } = show();
    await pass(settlingTime - 10);
    to({ organizations: ['acme', 'a'] });
    await pass(settlingTime - 10);
    expect(catalog.tested).toEqual([]);
    to({ organizations: ['acme', 'acme-labs'] });
    await pass(settlingTime);
    expect(catalog.tested.map(({ settings }) => settings.organizations)).toEqual([['acme', 'acme-labs']]);
    expect(said()).toBe('GitHub knows the token as ann.');
  });

  it('does not test again for what a connection has nothing to do with', async () => {
    const { catalog, to } = show();
    await pass(settlingTime);
    to({ organizations: ['acme'], benchmarkYear: 2021, pagerdutyRegion: 'eu' });
    await pass(settlingTime * 3);
    expect(catalog.tested).toHaveLength(1);
  });

  it('takes a test back when something changes, when it is stopped, and when the page is left', async () => {
    const catalog = new FakeCatalog();
    catalog.testing = new Promise(() => {});
    const { to, unmount } = show(catalog);
    await pass(settlingTime);
    to({ organizations: ['other'] });
    await pass(settlingTime);
    expect(catalog.tested.map(({ signal }) => signal.aborted)).toEqual([true, false]);
    await act(async () => screen.getByText('Stop the test').click());
    expect(catalog.tested[1].signal.aborted).toBe(true);
    expect(said()).toBe('The test was stopped.');
    await act(async () => screen.getByText('Test again').click());
    await pass(settlingTime);
    expect(catalog.tested).toHaveLength(3);
    unmount();
    expect(catalog.tested[2].signal.aborted).toBe(true);
  });

  it.each<[Reach, RegExp]>([
    ['noToken', /enter a token and save/],
    ['unsavedToken', /save first\. The token is used by Grafana’s server/],
    ['unsavedAddress', /save first\. Requests go through Grafana’s server/],
    ['invalid', /address has to be mended/],
  ])('asks nothing while it is %s, and says what to do', async (reach, sentence) => {
    const { catalog, to } = show();
    to({ organizations: ['acme'] }, reach);
    await pass(settlingTime * 3);
    expect(catalog.tested).toEqual([]);
    expect(said()).toMatch(sentence);
  });

  it('shows what is wrong, with the particulars', async () => {
    const catalog = new FakeCatalog();
    catalog.report = { source: 'github', ok: false, message: 'GitHub refused the token.', details: ['One', 'Two'] };
    show(catalog);
    await pass(settlingTime);
    expect(said()).toBe('GitHub refused the token.');
    expect(screen.getByText('Two')).toBeInTheDocument();
  });
});
