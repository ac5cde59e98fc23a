import { DoraSettings } from '../query';
import { fnv1a } from './fnv1a';

/** Settings that change which events an address stands for. Rules, teams and patterns only change how they are read. */
export type MeaningfulSettings = Pick<
  DoraSettings,
  'githubUrl' | 'githubApiUrl' | 'pagerdutyUrl' | 'pagerdutyRegion' | 'feedUrl'
>;

/** Counted up when what an earlier version has stored would be read wrongly by this one. */
export const storedFormat = 1;

/**
 * What stored events mean, as a text that is the same for settings that mean the same: where the events came from and how
 * they are written. Holds no secret: a feed's address, which may carry a key, stands as its hash.
 */
export function storedMeaning(settings: MeaningfulSettings): string {
  const { githubUrl, githubApiUrl, pagerdutyUrl, pagerdutyRegion, feedUrl } = settings;
  return [
    `format=${storedFormat}`,
    `github=${address(githubApiUrl || githubUrl || 'github.com')}`,
    `pagerduty=${address(pagerdutyUrl || pagerdutyRegion)}`,
    `feed=${feedUrl === '' ? 'none' : fnv1a(address(feedUrl))}`,
  ].join(';');
}

/** As a browser writes it, without the slash at the end; what is no address stays as it is. */
function address(text: string): string {
  try {
    return new URL(text).href.replace(/\/+$/, '');
  } catch {
    return text;
  }
}
