import { Command, CommanderError, Option } from 'commander';
import { Instant } from '../src/events';
import { isTimeZone, metricNames } from '../src/metrics';
import {
  DoraQuery,
  migrateQuery,
  parseIso,
  plainQuery,
  queryProblems,
  QueryContext,
  queryTypes,
  validateQuery,
} from '../src/query';
import { BadInput } from './badInput';
import { Format, formats } from './format';
import { parseTime } from './time';

/** What a command line asks for. */
export interface Request {
  readonly query: DoraQuery;
  readonly context: QueryContext;
  readonly format: Format;
  /** Files; `-`: standard input. */
  readonly feeds: readonly string[];
  readonly config: string | null;
  /** Also say what the answer has cost. */
  readonly explain: boolean;
  /** What was said and has no effect. */
  readonly remarks: readonly string[];
}

interface RawOptions {
  readonly feed: readonly string[];
  readonly config?: string;
  readonly from: string;
  readonly to: string;
  readonly timeZone: string;
  readonly format: string;
  readonly explain?: boolean;
  readonly comparison?: string;
  readonly window?: string;
  readonly interval?: string;
  readonly at?: string;
  readonly [name: string]: unknown;
}

/** Each option that is a field of the query: attribute of the option, path of the field, is it a list? */
const queryOptions = [
  { option: 'metrics', field: 'metrics', isList: true },
  { option: 'groupBy', field: 'groupBy', isList: true },
  { option: 'interval', field: 'interval', isList: false },
  { option: 'window', field: 'windowDays', isList: false },
  { option: 'statistic', field: 'statistic', isList: false },
  { option: 'comparison', field: 'comparison', isList: false },
  { option: 'year', field: 'benchmarkYear', isList: false },
  { option: 'attribution', field: 'attribution', isList: false },
  { option: 'outcome', field: 'outcome', isList: false },
  { option: 'item', field: 'item', isList: false },
  { option: 'at', field: 'period.at', isList: false },
  { option: 'workflow', field: 'workflows', isList: true },
  { option: 'detail', field: 'detail', isList: false },
  { option: 'check', field: 'checks', isList: true },
  { option: 'team', field: 'filters.teams', isList: true },
  { option: 'repository', field: 'filters.repositories', isList: true },
  { option: 'service', field: 'filters.services', isList: true },
  { option: 'environment', field: 'filters.environments', isList: true },
  { option: 'leadTimeStart', field: 'choices.leadTimeStart', isList: false },
  { option: 'recoveryStart', field: 'choices.recoveryStart', isList: false },
  { option: 'reworkWording', field: 'choices.reworkWording', isList: false },
  { option: 'attributionWindow', field: 'choices.attributionWindowHours', isList: false },
] as const;

/** Queries METRICS.md names that later versions will answer. */
const laterQueries: readonly string[] = ['value-stream', 'pipelines'];

/**
 * Reads a command line. Throws `BadInput` with a sentence for what is not understood, and commander's own error for
 * `--help` and for options there are none of.
 */
export function parseArguments(argv: readonly string[], now: Instant, write: Writers): Request {
  const command = createCommand(write);
  command.parse(argv, { from: 'user' });
  const raw = command.opts<RawOptions>();
  const queryType = checkQueryType(command.args[0]);
  const wasSaid = (name: string) => command.getOptionValueSource(name) === 'cli';
  const { query, remarks } = readQuery(queryType, raw, now, wasSaid);
  return {
    query,
    context: readContext(raw, now),
    format: readFormat(raw.format),
    feeds: raw.feed,
    config: raw.config ?? null,
    explain: raw.explain === true,
    remarks,
  };
}

export interface Writers {
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
}

/** Is it commander's own end: help, or an option it does not know? */
export function isCommanderEnd(error: unknown): error is CommanderError {
  return error instanceof CommanderError;
}

function createCommand(write: Writers): Command {
  const repeated = (value: string, before: readonly string[]) => [...before, value];
  const list = (flags: string, about: string) => new Option(flags, about).argParser(repeated).default([], 'all');
  return new Command('dora')
    .description('Prints what a panel of the data source would show: DORA metrics and the events behind them.')
    .argument('<query>', `one of ${queryTypes.join(', ')}`)
    .addOption(
      new Option('--feed <file>', 'feed document, repeatable; - is standard input').argParser(repeated).default([])
    )
    .option('--config <file>', 'settings of the data source, YAML or JSON; tokens come from the environment')
    .option('--from <time>', 'start: 2025-03-31, 2025-03-31T12:00:00Z or now-90d', 'now-90d')
    .option('--to <time>', 'end, not included', 'now')
    .option('--time-zone <name>', 'of days, weeks and months, e.g. Europe/Berlin', 'UTC')
    .addOption(list('--metric, --metrics <names>', `comma-separated: ${metricNames.join(', ')}`))
    .addOption(list('--group-by <keys>', 'comma-separated: team, repository, service, environment'))
    .option('--interval <size>', 'one value per day, week, month or quarter')
    .option('--window <days>', 'rolling window that ends at each point')
    .option('--statistic <name>', 'of durations: median, mean, p75, p90, p95')
    .option('--comparison <with>', 'none, previousPeriod, previousYear, or a date')
    .option('--attribution <rules>', 'strict (rules 1 to 5) or inclusive (1 to 6)')
    .option('--year <year>', "of the levels; default: the settings'")
    .option('--outcome <name>', 'which deployments, changes, incidents or items')
    .option('--item <name>', 'of items: why is this …? An id, #number, commit or address')
    .option('--at <time>', 'of items: of one point of a series (with --interval and --window)')
    .addOption(list('--workflow <names>', 'of runs'))
    .option('--detail <name>', 'of quality: summary (a row per check) or findings')
    .addOption(list('--check <names>', 'of quality, comma-separated'))
    .addOption(list('--team <names>', 'filter, comma-separated or repeated'))
    .addOption(list('--repository <names>', 'filter'))
    .addOption(list('--service <names>', 'filter'))
    .addOption(list('--environment <names>', 'filter'))
    .option('--lead-time-start <mark>', 'authored, committed, opened, ready, merged')
    .option('--recovery-start <mark>', 'deployment, incident')
    .option('--rework-wording <name>', 'userFacingBug, incident')
    .option('--attribution-window <hours>', 'of the rule proximity')
    .option('--format <name>', formats.join(', '), 'table')
    .option('--explain', 'on standard error: which calls the answer has cost')
    .helpOption('-h, --help', 'this text')
    .allowExcessArguments(false)
    .exitOverride()
    .configureOutput({ writeOut: write.out, writeErr: write.err });
}

type QueryType = (typeof queryTypes)[number];

function checkQueryType(text: string | undefined): QueryType {
  const queryType = queryTypes.find((known) => known === text);
  if (queryType === undefined) {
    throw new BadInput(
      text !== undefined && laterQueries.includes(text)
        ? `The query ${text} is not available in this version. Available: ${queryTypes.join(', ')}.`
        : `There is no query ${text ?? ''}. Choose one of ${queryTypes.join(', ')}.`
    );
  }
  return queryType;
}

function readQuery(
  queryType: QueryType,
  raw: RawOptions,
  now: Instant,
  wasSaid: (option: string) => boolean
): { query: DoraQuery; remarks: readonly string[] } {
  const saved: Record<string, unknown> = { queryType, filters: {}, choices: {}, showIntervals: true };
  if (queryType === 'metrics') {
    // A panel has little room and shows the five; rows have plenty, so time to restore stands beside them.
    saved.metrics = metricNames;
  }
  const remarks: string[] = [];
  for (const { option, field, isList } of queryOptions.filter((one) => wasSaid(one.option))) {
    const top = field.split('.')[0];
    const isMetric = option === 'metrics' && (queryType === 'items' || queryType === 'sensitivity');
    if (queryType === 'items' && pointOptions.includes(option)) {
      continue;
    }
    if (!isMetric && !(top in plainQuery(queryType))) {
      remarks.push(`${flagOf(field)} has no effect on ${queryType}.`);
    }
    put(saved, isMetric ? 'metric' : field, isList && !isMetric ? split(raw[option]) : String(raw[option]));
  }
  const windowDays = raw.window?.replace(/d$/, '');
  if (queryType === 'items') {
    // What cuts a series says which of its points is meant.
    if (wasSaid('at') || wasSaid('interval') || wasSaid('window')) {
      const { interval } = raw;
      saved.period = { at: pointOf(raw, now), ...(interval !== undefined && { interval }), windowDays };
    }
  } else if (windowDays !== undefined) {
    saved.windowDays = windowDays;
  }
  if (raw.comparison !== undefined && parseIso(raw.comparison) !== null) {
    Object.assign(saved, { comparison: 'date', comparisonDate: raw.comparison });
  }
  const query = migrateQuery(saved);
  const problems = [...queryProblems(saved), ...validateQuery(query)];
  if (problems.length > 0) {
    throw new BadInput(problems.map(({ field, message }) => `${flagOf(field)}: ${message}`).join('\n'));
  }
  return { query, remarks };
}

/** They cut a series, and so say which of its points an explanation is about. */
const pointOptions: readonly string[] = ['interval', 'window', 'at'];

/** As the time range is written; empty: the last point. */
function pointOf({ at, timeZone }: RawOptions, now: Instant): string {
  if (at === undefined || !isTimeZone(timeZone)) {
    return '';
  }
  const instant = parseTime(at, now, timeZone);
  if (instant === null) {
    throw new BadInput(
      `--at: "${at}" is no time. Write 2025-03-31, 2025-03-31T12:00:00Z (with its offset) or now-90d.`
    );
  }
  return String(instant);
}

function put(saved: Record<string, unknown>, field: string, value: unknown): void {
  const [top, inner] = field.split('.');
  if (inner === undefined) {
    saved[top] = value;
  } else {
    saved[top] = Object.assign({}, saved[top], { [inner]: value });
  }
}

function split(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.flatMap((text) => String(text).split(',')) : [];
}

function flagOf(field: string): string {
  const option = queryOptions.find((one) => one.field === field)?.option ?? field;
  return `--${option.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
}

function readContext(raw: RawOptions, now: Instant): QueryContext {
  const { timeZone } = raw;
  if (!isTimeZone(timeZone)) {
    throw new BadInput(`--time-zone: "${timeZone}" is no time zone. Write it as Europe/Berlin or UTC.`);
  }
  const read = (name: 'from' | 'to'): Instant => {
    const at = parseTime(raw[name], now, timeZone);
    if (at === null) {
      throw new BadInput(
        `--${name}: "${raw[name]}" is no time. Write 2025-03-31, 2025-03-31T12:00:00Z (with its offset) or now-90d.`
      );
    }
    return at;
  };
  const from = read('from');
  const to = read('to');
  if (from >= to) {
    throw new BadInput(`--from must lie before --to: ${raw.from} is not before ${raw.to}.`);
  }
  return { from, to, timeZone, now };
}

function readFormat(text: string): Format {
  const format = formats.find((known) => known === text);
  if (format === undefined) {
    throw new BadInput(`--format: "${text}" is not known. Choose one of ${formats.join(', ')}.`);
  }
  return format;
}
