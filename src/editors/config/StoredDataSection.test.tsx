import { act, render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import React from 'react';
import { BrowserVault, VaultUsage } from '../../datasource';
import { defaultSettings, DoraSettings } from '../../query';
import { selectors } from '../selectors';
import { giveLayout } from '../testing/layout';
import { StoredDataSection } from './StoredDataSection';

beforeAll(giveLayout);

// Real components and real typing take their time on a busy machine.
jest.setTimeout(30_000);

/** Holds what a test puts into it, until it is cleared. */
class FakeVault implements BrowserVault {
  clearings = 0;

  constructor(
    private held: VaultUsage,
    private readonly reason: string | null = null
  ) {}

  load = async () => new Map<string, unknown>();
  save = async () => {};
  hold = async () => ({ waited: false, release: () => {} });
  want = () => {};
  watch = () => () => {};
  usage = async () => this.held;
  trouble = () => this.reason;
  close = () => {};
  clear = async () => {
    this.clearings++;
    this.held = { bytes: 0, entries: 0 };
  };
}

async function show(given: {
  readonly vault?: FakeVault;
  readonly settings?: Partial<DoraSettings>;
  readonly isReadOnly?: boolean;
  readonly problem?: string;
}) {
  const vault = given.vault ?? new FakeVault({ bytes: 3_200_000, entries: 412 });
  const changes: Array<Partial<DoraSettings>> = [];
  const secret = { isConfigured: false, typed: '', set: () => {}, reset: () => {} };
  // Counting what is kept ends a moment later.
  await act(async () =>
    render(
      <StoredDataSection
        settings={{ ...defaultSettings, ...given.settings }}
        isReadOnly={given.isReadOnly === true}
        change={(fields) => changes.push(fields)}
        problem={(field) => (field === 'storageMegabytes' ? (given.problem ?? null) : null)}
        secret={() => secret}
        open={() => vault}
      />
    )
  );
  return { vault, changes, user: userEvent.setup() };
}

const usage = () => screen.getByTestId(selectors.config.storedData);

describe('StoredDataSection', () => {
  it.each<[VaultUsage, Partial<DoraSettings>, string]>([
    [{ bytes: 3_200_000, entries: 412 }, {}, '3.20 MB of 200 MB, 412 entries.'],
    [{ bytes: 1_500, entries: 1 }, { storageMegabytes: 50 }, '1.50 kB of 50 MB, 1 entry.'],
    [{ bytes: 0, entries: 0 }, {}, '0 B of 200 MB, 0 entries.'],
    // Switched off: what was kept before is still there, and nothing is its limit.
    [{ bytes: 3_200_000, entries: 412 }, { storage: 'none' }, '3.20 MB, 412 entries.'],
  ])('says how much is kept: %j', async (held, settings, text) => {
    await show({ vault: new FakeVault(held), settings });
    await waitFor(() => expect(usage()).toHaveTextContent(`In this browser, for you: ${text}`));
  });

  it('clears only after a confirmation, and shows that it is gone', async () => {
    const { vault, user } = await show({});
    await user.click(screen.getByRole('button', { name: 'Clear stored data' }));
    expect(vault.clearings).toBe(0);
    await user.click(await screen.findByRole('button', { name: 'Clear' }));
    await waitFor(() => expect(usage()).toHaveTextContent('0 B of 200 MB, 0 entries.'));
    expect(vault.clearings).toBe(1);
  });

  it('clears nothing when one thinks better of it', async () => {
    const { vault, user } = await show({});
    await user.click(screen.getByRole('button', { name: 'Clear stored data' }));
    await user.click(await screen.findByRole('button', { name: 'Cancel' }));
    expect(vault.clearings).toBe(0);
  });

  it('can be cleared but not changed when it is provisioned', async () => {
    const { vault, changes, user } = await show({ isReadOnly: true });
    expect(screen.getByLabelText(/Keep what was read/)).toBeDisabled();
    expect(screen.getByLabelText(/At most/)).toHaveAttribute('readonly');
    await user.click(screen.getByRole('button', { name: 'Clear stored data' }));
    await user.click(await screen.findByRole('button', { name: 'Clear' }));
    await waitFor(() => expect(vault.clearings).toBe(1));
    expect(changes).toEqual([]);
  });

  it('saves switch and limit, and an emptied limit as the default', async () => {
    const { changes, user } = await show({});
    await user.click(screen.getByLabelText(/Keep what was read/));
    await user.clear(screen.getByLabelText(/At most/));
    await user.type(screen.getByLabelText(/At most/), '50{Enter}');
    await user.clear(screen.getByLabelText(/At most/));
    await user.tab();
    expect(changes).toEqual([{ storage: 'none' }, { storageMegabytes: 50 }, { storageMegabytes: undefined }]);
  });

  it('has no limit to enter where nothing is kept', async () => {
    await show({ settings: { storage: 'none' } });
    expect(screen.queryByLabelText(/At most/)).not.toBeInTheDocument();
  });

  it('says why nothing can be kept, and what is wrong with a limit', async () => {
    const vault = new FakeVault({ bytes: 0, entries: 0 }, 'This browser keeps nothing in private windows.');
    await show({ vault, problem: 'The limit must be from 5 to 2000 megabytes.' });
    expect(screen.getByText('This browser keeps nothing in private windows.')).toBeInTheDocument();
    expect(screen.getByText('The limit must be from 5 to 2000 megabytes.')).toBeInTheDocument();
  });
});
