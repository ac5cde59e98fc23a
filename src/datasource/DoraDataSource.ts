import {
  AnnotationSupport,
  CoreApp,
  DataQueryRequest,
  DataQueryResponse,
  DataSourceApi,
  DataSourceInstanceSettings,
  ScopedVars,
  TestDataSourceResponse,
  TimeRange,
} from '@grafana/data';
import { getBackendSrv, getTemplateSrv } from '@grafana/runtime';
import { Observable } from 'rxjs';
import { Notice } from '../engine';
import { decodeSettings, DecodedSettings, defaultQuery, describeQuery, isComplete } from '../query';
import { annotationSupport } from './annotations';
import { Backend } from './backendClient';
import { makeEngine, MakeEngine, QueryEngine } from './engine';
import { expandVariables, Templates, withVariables } from './interpolation';
import { namesOf, productionEnvironments } from './names';
import { responsesOf } from './responses';
import { runTarget, timeZoneOf } from './runTarget';
import { doraQueryOf, isFromNewerVersion, newerVersionMessage, storeQuery, VariableChoice } from './storedQuery';
import { storageNotices } from './storageNotices';
import { testResult } from './testConnection';
import { DoraJsonData, NameKind, StoredQuery } from './types';
import { DoraVariableSupport, VariableEditor } from './variables';

/** The editors that belong to the data source's own supports; they are given from outside, because they import it. */
export interface SupportEditors {
  readonly variable: VariableEditor;
  readonly annotation: AnnotationSupport<StoredQuery>['QueryEditor'];
}

/** What the data source works with; by default Grafana's. Asked for when needed: Grafana sets them late. */
export interface Collaborators {
  readonly backend: () => Backend;
  readonly templates: () => Templates;
  readonly makeEngine: MakeEngine;
  readonly now: () => number;
}

const grafanas: Collaborators = {
  backend: getBackendSrv,
  templates: getTemplateSrv,
  makeEngine,
  now: () => Date.now(),
};

/** Grafana's contract over one engine, which all panels of this data source share. */
export class DoraDataSource extends DataSourceApi<StoredQuery, DoraJsonData> {
  override annotations: AnnotationSupport<StoredQuery>;
  private readonly decoded: DecodedSettings;
  private readonly engine: QueryEngine;
  private readonly storageNotices: (panel: string) => readonly Notice[];

  constructor(
    instance: DataSourceInstanceSettings<DoraJsonData>,
    editors?: SupportEditors,
    private readonly collaborators: Collaborators = grafanas
  ) {
    super(instance);
    this.decoded = decodeSettings(instance.jsonData);
    this.engine = collaborators.makeEngine(this.decoded.settings, instance, collaborators.backend);
    this.storageNotices = storageNotices(() => this.engine.storageTrouble());
    this.annotations = annotationSupport(editors?.annotation);
    if (editors !== undefined) {
      this.variables = new DoraVariableSupport(this, editors.variable);
    }
  }

  query(request: DataQueryRequest<StoredQuery>): Observable<DataQueryResponse> {
    const options = {
      engine: this.engine,
      templates: this.collaborators.templates(),
      benchmarkYear: this.decoded.settings.benchmarkYear,
      now: this.collaborators.now,
      notices: this.settingsNotices(),
      storageNotices: this.storageNotices,
    };
    const wanted = request.targets.filter((target) => this.filterQuery(target));
    return responsesOf(wanted.map((target) => runTarget(target, request, options)));
  }

  override filterQuery(query: StoredQuery): boolean {
    // A newer version's query passes, so that the panel can say why it is empty.
    return query.hide !== true && (isFromNewerVersion(query) || isComplete(doraQueryOf(query)));
  }

  override getDefaultQuery(_app: CoreApp): Partial<StoredQuery> {
    return defaultQuery();
  }

  override getQueryDisplayText(query: StoredQuery): string {
    return isFromNewerVersion(query) ? newerVersionMessage(query.schemaVersion) : describeQuery(doraQueryOf(query));
  }

  override interpolateVariablesInQueries(queries: StoredQuery[], scopedVars: ScopedVars): StoredQuery[] {
    return queries.map((query) =>
      isFromNewerVersion(query)
        ? query
        : storeQuery(withVariables(doraQueryOf(query), scopedVars, this.collaborators.templates()), query)
    );
  }

  async testDatasource(): Promise<TestDataSourceResponse> {
    return testResult(await this.engine.test(new AbortController().signal), this.decoded.problems);
  }

  /** Names for pickers; dashboard variables first. Empty where they cannot be listed: a picker takes any text. */
  async suggestNames(kind: NameKind, range?: TimeRange): Promise<readonly string[]> {
    const variables = this.collaborators
      .templates()
      .getVariables()
      .map(({ name }) => `$${name}`);
    try {
      const names = await this.namesFor({ kind, teams: [] }, range, undefined);
      return [...variables, ...names];
    } catch {
      return variables;
    }
  }

  /** The values of a dashboard variable. Rejects with a sentence when nothing can be listed. */
  listNames(
    choice: VariableChoice,
    request: { readonly range?: TimeRange; readonly scopedVars?: ScopedVars; readonly timezone?: string }
  ): Promise<readonly string[]> {
    const expand = (text: string) => expandVariables(text, request.scopedVars ?? {}, this.collaborators.templates());
    const teams = choice.teams.flatMap(expand);
    const isEverything = teams.some((team) => team === '$__all' || team === 'All');
    return this.namesFor({ ...choice, teams: isEverything ? [] : teams }, request.range, request.timezone);
  }

  private async namesFor(
    choice: VariableChoice,
    range: TimeRange | undefined,
    timezone: string | undefined
  ): Promise<readonly string[]> {
    const { signal } = new AbortController();
    if (choice.kind === 'environments') {
      const now = this.collaborators.now();
      const from = range?.from.valueOf() ?? now - defaultSpan;
      const context = { from, to: range?.to.valueOf() ?? now, timeZone: timeZoneOf(timezone), now };
      return productionEnvironments(this.engine, choice.teams, context, signal);
    }
    const known = await this.engine.directory(signal);
    const names = namesOf(known, { ...choice, kind: choice.kind });
    const failures = known.problems.filter(({ scope }) => scope === null);
    if (names.length === 0 && failures.length > 0) {
      throw new Error(failures.map(({ message }) => message).join(' '));
    }
    return names;
  }

  private settingsNotices(): readonly Notice[] {
    return this.decoded.problems.map(({ field, message }) => ({
      severity: 'warning',
      text: `Settings, ${field === '' ? 'as a whole' : field}: ${message}`,
    }));
  }
}

/** Environments are seen in deployments; without a time range, those of the last 90 days. */
const defaultSpan = 90 * 86_400_000;
