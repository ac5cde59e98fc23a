import {
  DataQueryRequest,
  DataSourceInstanceSettings,
  dateTime,
  LoadingState,
  PluginType,
  ScopedVars,
  TypedVariableModel,
  VariableHide,
} from '@grafana/data';
import { Progress } from '../../engine';
import { atOnce, Slices } from '../../metrics';
import { DoraQuery, QueryContext } from '../../query';
import { ConnectionReport } from '../../sources';
import { Collaborators, DoraDataSource, SupportEditors } from '../DoraDataSource';
import { KnownNames, QueryEngine } from '../engine';
import { Templates } from '../interpolation';
import { DoraJsonData, StoredQuery } from '../types';

/** Stand-ins for Grafana and for the engine. */

export const now = Date.parse('2026-04-01T00:00:00Z');
export const from = Date.parse('2026-01-01T00:00:00Z');

export function instanceSettings(jsonData: DoraJsonData = {}): DataSourceInstanceSettings<DoraJsonData> {
  return {
    id: 1,
    uid: 'dora',
    name: 'DORA',
    type: 'deliverymetrics-dora-datasource',
    access: 'proxy',
    readOnly: false,
    url: '/api/datasources/proxy/uid/dora',
    jsonData,
    meta: {
      id: 'deliverymetrics-dora-datasource',
      name: 'DORA',
      type: PluginType.datasource,
      module: '',
      baseUrl: '',
      info: {
        author: { name: '' },
        description: '',
        links: [],
        logos: { large: '', small: '' },
        screenshots: [],
        updated: '',
        version: '',
      },
    },
  };
}

export function requestOf(...targets: Array<Partial<StoredQuery>>): DataQueryRequest<StoredQuery> {
  const range = { from: dateTime(from), to: dateTime(now) };
  return {
    app: 'dashboard',
    requestId: 'Q1',
    interval: '1h',
    intervalMs: 3_600_000,
    range: { ...range, raw: range },
    scopedVars: {},
    targets: targets.map((target, index) => ({ refId: String.fromCharCode(65 + index), ...target })),
    timezone: 'utc',
    startTime: now,
  };
}

/** `$name` and `${name}` of the given variables, handed to the formatter as Grafana does. */
export class FakeTemplates implements Templates {
  constructor(private readonly variables: Readonly<Record<string, string | string[]>> = {}) {}

  getVariables(): TypedVariableModel[] {
    return Object.keys(this.variables).map((name, index) => ({
      type: 'custom',
      id: name,
      name,
      global: false,
      rootStateKey: null,
      error: null,
      hide: VariableHide.dontHide,
      description: null,
      index,
      skipUrlSync: false,
      state: LoadingState.Done,
      query: '',
      multi: true,
      includeAll: true,
      current: {},
      options: [],
    }));
  }

  replace(text = '', _scoped?: ScopedVars, format?: string | Function): string {
    return text.replace(/\$\{?(\w+)\}?/g, (whole, name: string) => {
      const value = this.variables[name];
      return value === undefined ? whole : typeof format === 'function' ? String(format(value)) : String(value);
    });
  }
}

interface Run {
  readonly query: DoraQuery;
  readonly context: QueryContext;
  readonly signal: AbortSignal;
  /** Hands the next answer to whoever runs the query. */
  readonly give: (progress: Progress) => void;
  readonly fail: (error: Error) => void;
}

/** An engine whose answers a test gives when it likes. */
export class FakeEngine implements QueryEngine {
  readonly runs: Run[] = [];
  names: KnownNames = { organization: { teams: [], repositories: [], services: [] }, problems: [] };
  reports: readonly ConnectionReport[] = [];
  directoryFailure: Error | null = null;
  trouble: string | null = null;

  run(query: DoraQuery, context: QueryContext, signal: AbortSignal): AsyncIterable<Progress> {
    const answers: Array<Progress | Error> = [];
    let wake = () => {};
    const add = (answer: Progress | Error) => {
      answers.push(answer);
      wake();
    };
    this.runs.push({ query, context, signal, give: add, fail: add });
    return (async function* () {
      for (;;) {
        const next = answers.shift();
        if (next instanceof Error) {
          throw next;
        } else if (next !== undefined) {
          yield next;
          if (next.complete) {
            return;
          }
        } else {
          await new Promise<void>((resolve) => (wake = resolve));
        }
      }
    })();
  }

  async work<Result>(slices: Slices<Result>, _signal: AbortSignal): Promise<Result> {
    return atOnce(slices);
  }

  async directory(): Promise<KnownNames> {
    if (this.directoryFailure !== null) {
      throw this.directoryFailure;
    }
    return this.names;
  }

  async test(): Promise<readonly ConnectionReport[]> {
    return this.reports;
  }

  storageTrouble(): string | null {
    return this.trouble;
  }
}

export function createDataSource(
  given: {
    readonly jsonData?: DoraJsonData;
    readonly engine?: FakeEngine;
    readonly variables?: Readonly<Record<string, string | string[]>>;
    readonly editors?: SupportEditors;
    /** In place of `variables`. */
    readonly templates?: Templates;
  } = {}
) {
  const engine = given.engine ?? new FakeEngine();
  const templates = given.templates ?? new FakeTemplates(given.variables);
  const collaborators: Collaborators = {
    backend: () => {
      throw new Error('Nothing should be fetched.');
    },
    templates: () => templates,
    makeEngine: () => engine,
    now: () => now,
  };
  return { source: new DoraDataSource(instanceSettings(given.jsonData), given.editors, collaborators), engine };
}
