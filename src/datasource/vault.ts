import { config } from '@grafana/runtime';
import { DoraSettings } from '../query';
import { BrowserVault, createBrowserVault, noVault } from '../store';
import { say } from '../words';
import { storedMeaning } from './storedMeaning';

/** Who looks, as Grafana counts: what one of them may see is nothing for another. */
export interface Viewer {
  readonly orgId: number;
  /** 0: nobody is signed in. */
  readonly userId: number;
}

const withoutTrouble: BrowserVault = {
  ...noVault,
  usage: () => Promise.resolve({ bytes: 0, entries: 0 }),
  trouble: () => null,
  close: () => undefined,
};

/** What the data source and its settings page need of a data source's instance. */
export interface VaultPlace {
  readonly pluginId: string;
  readonly uid: string;
  readonly settings: DoraSettings;
}

/** Where the engine keeps what it has fetched: nowhere if the settings say so. */
export function vaultOf(place: VaultPlace): BrowserVault {
  return place.settings.storage === 'none' ? withoutTrouble : openVault(place);
}

/** The vault of a data source and of whoever looks, whether or not it is in use: what lies in it can be cleared. */
export function openVault({ pluginId, uid, settings }: VaultPlace, viewer = grafanasViewer()): BrowserVault {
  if (viewer === null) {
    return { ...withoutTrouble, trouble: () => unknownViewer() };
  }
  return createBrowserVault({
    pluginId,
    uid,
    user: `${viewer.orgId}.${viewer.userId}`,
    meaning: storedMeaning(settings),
    now: () => Date.now(),
    mostBytes: settings.storageMegabytes * 1_000_000,
  });
}

/** Nobody's data would be everybody's. */
const unknownViewer = () =>
  say(
    'datasource.vault.unknownViewer',
    'Nothing is kept in this browser, because Grafana does not say who is signed in. Everything works; a reload reads again.'
  );

/** Null where Grafana does not say. */
export function grafanasViewer(bootData: Partial<typeof config.bootData> | undefined = config.bootData): Viewer | null {
  const user: Partial<typeof config.bootData.user> | undefined = bootData?.user;
  return typeof user?.id === 'number' && typeof user.orgId === 'number' ? { orgId: user.orgId, userId: user.id } : null;
}
