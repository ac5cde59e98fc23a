import {
  AdHocVariableFilter,
  AnnotationSupport,
  CoreApp,
  DataQueryRequest,
  DataQueryResponse,
  DataSourceApi,
  DataSourceGetTagValuesOptions,
  DataSourceInstanceSettings,
  MetricFindValue,
  ScopedVars,
  TestDataSourceResponse,
  TimeRange,
} from '@grafana/data';
import { getBackendSrv, getTemplateSrv } from '@grafana/runtime';
import { Observable } from 'rxjs';
import { Notice } from '../engine';
import { decodeSettings, DecodedSettings, defaultQuery, describeQuery } from '../query';
import { say } from '../words';
import { adHocFiltersOf, tagChoice, tagKeys, withAdHocFilters } from './adHocFilters';
import { annotationSupport } from './annotations';
import { Backend } from './backendClient';
import { makeEngine, MakeEngine, QueryEngine } from './engine';
import { Templates, withVariables } from './interpolation';
import { NameRequest, NameSource, Suggestions } from './nameSource';
import { responsesOf } from './responses';
import { runTarget } from './runTarget';
import { doraQueryOf, isFromNewerVersion, NameChoice, newerVersionMessage, storeQuery } from './storedQuery';
import { storageNotices } from './storageNotices';
import { testResult } from './testConnection';
import { DoraJsonData, StoredQuery } from './types';
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
  private readonly names: NameSource;
  private readonly storageNotices: (panel: string) => readonly Notice[];

  constructor(
    instance: DataSourceInstanceSettings<DoraJsonData>,
    editors?: SupportEditors,
    private readonly collaborators: Collaborators = grafanas
  ) {
    super(instance);
    this.decoded = decodeSettings(instance.jsonData);
    this.engine = collaborators.makeEngine(this.decoded.settings, instance, collaborators.backend);
    this.names = new NameSource(this.engine, collaborators.templates, collaborators.now);
    this.storageNotices = storageNotices(() => this.engine.storageTrouble());
    this.annotations = annotationSupport(editors?.annotation);
    if (editors !== undefined) {
      this.variables = new DoraVariableSupport(this, editors.variable);
    }
  }

  query(request: DataQueryRequest<StoredQuery>): Observable<DataQueryResponse> {
    const templates = this.collaborators.templates();
    const options = {
      engine: this.engine,
      templates,
      adHocFilters: adHocFiltersOf(request, templates, this.name),
      benchmarkYear: this.decoded.settings.benchmarkYear,
      source: { uid: this.uid, name: this.name },
      now: this.collaborators.now,
      notices: this.settingsNotices(),
      storageNotices: this.storageNotices,
    };
    const wanted = request.targets.filter((target) => this.filterQuery(target));
    return responsesOf(wanted.map((target) => runTarget(target, request, options)));
  }

  override filterQuery(query: StoredQuery): boolean {
    // What cannot be answered passes, so that the panel can say why it is empty.
    return query.hide !== true;
  }

  override getDefaultQuery(_app: CoreApp): Partial<StoredQuery> {
    return defaultQuery();
  }

  override getQueryDisplayText(query: StoredQuery): string {
    return isFromNewerVersion(query) ? newerVersionMessage(query.schemaVersion) : describeQuery(doraQueryOf(query));
  }

  override interpolateVariablesInQueries(
    queries: StoredQuery[],
    scopedVars: ScopedVars,
    filters: AdHocVariableFilter[] = []
  ): StoredQuery[] {
    return queries.map((stored) => {
      if (isFromNewerVersion(stored)) {
        return stored;
      }
      const query = withVariables(doraQueryOf(stored), scopedVars, this.collaborators.templates());
      return storeQuery(withAdHocFilters(query, filters).query ?? query, stored);
    });
  }

  async testDatasource(): Promise<TestDataSourceResponse> {
    return testResult(await this.engine.test(new AbortController().signal), this.decoded.problems);
  }

  /** Names for pickers; dashboard variables first. Never rejects: a picker takes any text. */
  suggestNames(choice: NameChoice, range?: TimeRange): Promise<Suggestions> {
    return this.names.suggest(choice, { range });
  }

  /** The values of a dashboard variable. Rejects with a sentence when nothing can be listed. */
  listNames(
    choice: NameChoice,
    request: NameRequest,
    signal = new AbortController().signal
  ): Promise<readonly string[]> {
    return this.names.list(choice, request, signal);
  }

  override async getTagKeys(): Promise<MetricFindValue[]> {
    return tagKeys;
  }

  override async getTagValues(options: DataSourceGetTagValuesOptions): Promise<MetricFindValue[]> {
    const choice = tagChoice(options.key, options.filters);
    if (choice === null) {
      return [];
    }
    const names = await this.listNames(choice, { range: options.timeRange });
    return names.map((name) => ({ text: name, value: name }));
  }

  private settingsNotices(): readonly Notice[] {
    return this.decoded.problems.map(({ field, message }) => ({
      severity: 'warning',
      text:
        field === ''
          ? say('datasource.settings.whole', 'Settings, as a whole: {{message}}', { message })
          : say('datasource.settings.field', 'Settings, {{field}}: {{message}}', { field, message }),
    }));
  }
}
