import { DoraSettings } from '../query';
import { fnv1a } from './fnv1a';

/** Who looks, as Grafana counts: what one of them may see is nothing for another. */
export interface Viewer {
  readonly orgId: number;
  /** 0: nobody is signed in. */
  readonly userId: number;
}

export interface VaultOwner {
  readonly pluginId: string;
  /** Of the data source. */
  readonly uid: string;
  readonly viewer: Viewer;
  readonly settings: MeaningfulSettings;
}

/** Settings that change which events an address stands for. Rules, teams and patterns only change how they are read. */
export type MeaningfulSettings = Pick<
  DoraSettings,
  'githubUrl' | 'githubApiUrl' | 'pagerdutyUrl' | 'pagerdutyRegion' | 'feedUrl'
>;

/** Counted up when what an earlier version has stored would be read wrongly by this one. */
export const storedFormat = 1;

/**
 * Under which name events are kept in a browser: apart by data source, by viewer, and by where they came from. The same
 * text for settings that mean the same. Holds no secret: a feed's address, which may carry a key, stands as its hash.
 */
export function vaultNamespace({ pluginId, uid, viewer, settings }: VaultOwner): string {
  const { githubUrl, githubApiUrl, pagerdutyUrl, pagerdutyRegion, feedUrl } = settings;
  const origins = [
    `format=${storedFormat}`,
    `github=${address(githubApiUrl || githubUrl || 'github.com')}`,
    `pagerduty=${address(pagerdutyUrl || pagerdutyRegion)}`,
    `feed=${feedUrl === '' ? 'none' : fnv1a(address(feedUrl))}`,
  ];
  return `${pluginId}/${uid}/${viewer.orgId}.${viewer.userId}/${origins.join(';')}`;
}

/** As a browser writes it, without the slash at the end; what is no address stays as it is. */
function address(text: string): string {
  try {
    return new URL(text).href.replace(/\/+$/, '');
  } catch {
    return text;
  }
}
