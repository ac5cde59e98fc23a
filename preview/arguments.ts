import { parseArgs } from 'node:util';

export interface StartArguments {
  readonly help: boolean;
  readonly open: boolean;
  readonly port: number;
  /** The settings file of real data; null for the simulated organisation. */
  readonly settings: string | null;
  readonly seed: number;
}

export const usage = `npm start -- [options]

The dashboards in a browser, without a Grafana server: over a simulated organisation, or over your own data.

  --settings FILE  your data source settings (YAML or JSON, or a Grafana provisioning file); the tokens come from
                   the environment: GITHUB_TOKEN, PAGERDUTY_TOKEN, FEED_TOKEN. They stay in this process.
  --port N         the port to listen on (4700; 0: any free one)
  --seed N         another simulated organisation (1)
  --no-open        do not open a browser
`;

/** Throws with a sentence for the person at the keyboard. */
export function parseStartArguments(argv: readonly string[]): StartArguments {
  const { values } = parseArgs({
    args: [...argv],
    options: {
      help: { type: 'boolean', default: false },
      'no-open': { type: 'boolean', default: false },
      port: { type: 'string', default: '4700' },
      seed: { type: 'string', default: '1' },
      settings: { type: 'string' },
    },
  });
  const port = Number(values.port);
  if (!Number.isInteger(port) || port < 0 || port > 65535) {
    throw new Error(`--port must be a number from 0 to 65535, not ${values.port}.`);
  }
  const seed = Number(values.seed);
  if (!Number.isInteger(seed)) {
    throw new Error(`--seed must be a whole number, not ${values.seed}.`);
  }
  return { help: values.help, open: !values['no-open'], port, settings: values.settings ?? null, seed };
}
