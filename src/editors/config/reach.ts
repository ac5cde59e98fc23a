import { DoraSecureJsonData, SourceId } from '../../datasource';
import { DoraSettings } from '../../query';

/**
 * What can be asked of an upstream while settings are made. Requests go through Grafana's server, which knows only the
 * addresses and tokens that are saved.
 */
export type Reach =
  | 'ready'
  /** Not in use. */
  | 'off'
  /** The address on the page is wrong. */
  | 'invalid'
  /** The address on the page is another than the saved one. */
  | 'unsavedAddress'
  /** A token has been typed, or the saved one reset. */
  | 'unsavedToken'
  | 'noToken';

export interface Standing {
  readonly settings: DoraSettings;
  /** Which secrets there are. */
  readonly secrets: Readonly<Record<string, boolean>>;
}

export interface DraftStanding extends Standing {
  /** Secrets as just typed. */
  readonly typed: DoraSecureJsonData;
  problem(field: string): string | null;
}

const addresses = {
  github: ['githubUrl', 'githubApiUrl'],
  pagerduty: ['pagerdutyUrl', 'pagerdutyRegion'],
  feed: ['feedUrl'],
} as const satisfies Record<SourceId, ReadonlyArray<keyof DoraSettings>>;

const tokens = { github: 'githubToken', pagerduty: 'pagerdutyToken', feed: 'feedToken' } as const;

const isInUse: Record<SourceId, (settings: DoraSettings) => boolean> = {
  github: ({ githubEnabled }) => githubEnabled,
  pagerduty: ({ pagerdutyEnabled }) => pagerdutyEnabled,
  feed: ({ feedUrl }) => feedUrl !== '',
};

export function reachOf(source: SourceId, saved: Standing, draft: DraftStanding): Reach {
  if (!isInUse[source](draft.settings)) {
    return 'off';
  }
  if (addresses[source].some((field) => draft.problem(field) !== null)) {
    return 'invalid';
  }
  if (addresses[source].some((field) => draft.settings[field] !== saved.settings[field])) {
    return 'unsavedAddress';
  }
  const token = tokens[source];
  const isSaved = saved.secrets[token] === true;
  if ((draft.typed[token] ?? '') !== '' || (isSaved && draft.secrets[token] !== true)) {
    return 'unsavedToken';
  }
  // A feed may need none.
  return isSaved || source === 'feed' ? 'ready' : 'noToken';
}
