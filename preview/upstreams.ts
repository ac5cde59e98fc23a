import { readFile } from 'node:fs/promises';
import { BadInput } from '../cli/badInput';
import { readSettings } from '../cli/inputs';
import { exampleExperiments, startSimulators } from '../simulator';
import { DoraSettings, encodeSettings } from '../src/query';
import { ProxiedDataSource } from './proxy';

/** What the preview shows: the settings and tokens of its data source, and what stands behind them. */
export interface Upstreams {
  readonly settings: DoraSettings;
  readonly dataSource: ProxiedDataSource;
  /** The tokens as the command line's engine takes them. */
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly description: string;
  close(): Promise<void>;
}

/**
 * The simulated organisation. `now` in epoch milliseconds: the end of its year of history. `hasLooseEnds`: with things that
 * are not as they should be, for whoever looks at data quality.
 */
export async function simulatedUpstreams(seed: number, now: number, hasLooseEnds = false): Promise<Upstreams> {
  const simulators = await startSimulators({ seed, now, hasLooseEnds });
  const { tokens } = simulators;
  const settings = { ...simulators.settings, experiments: exampleExperiments(now) };
  return {
    settings,
    dataSource: {
      jsonData: encodeSettings(settings),
      secureJsonData: { githubToken: tokens.github, pagerdutyToken: tokens.pagerduty },
    },
    env: { GITHUB_TOKEN: tokens.github, PAGERDUTY_TOKEN: tokens.pagerduty },
    description: `A simulated organisation (seed ${seed}), a year of history up to now.`,
    close: () => simulators.close(),
  };
}

type Environment = Readonly<Record<string, string | undefined>>;

/** The user's own. Rejects with BadInput: a file that is not understood, a token that is missing. */
export async function realUpstreams(file: string, environment: Environment): Promise<Upstreams> {
  const settings = await readSettings(file, {
    env: environment,
    readFile: (path) => readFile(path, 'utf8'),
    readStdin: () => Promise.reject(new BadInput('The settings come from a file here.')),
  }).catch((error: unknown) => {
    // The command line calls the same option by another name.
    throw error instanceof BadInput ? new BadInput(error.message.replace('--config', '--settings')) : error;
  });
  const { GITHUB_TOKEN = '', PAGERDUTY_TOKEN = '', FEED_TOKEN = '' } = environment;
  for (const [isEnabled, token, name, upstream] of [
    [settings.githubEnabled, GITHUB_TOKEN, 'GITHUB_TOKEN', 'GitHub'] as const,
    [settings.pagerdutyEnabled, PAGERDUTY_TOKEN, 'PAGERDUTY_TOKEN', 'PagerDuty'] as const,
  ]) {
    if (isEnabled && token === '') {
      throw new BadInput(`${upstream} is switched on in ${file}, but ${name} is not set. Set it, or switch it off.`);
    }
  }
  return {
    settings,
    dataSource: {
      jsonData: encodeSettings(settings),
      secureJsonData: { githubToken: GITHUB_TOKEN, pagerdutyToken: PAGERDUTY_TOKEN, feedToken: FEED_TOKEN },
    },
    env: { GITHUB_TOKEN, PAGERDUTY_TOKEN, FEED_TOKEN },
    description: `Your data, by the settings in ${file}.`,
    close: () => Promise.resolve(),
  };
}
