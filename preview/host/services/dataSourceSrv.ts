import { DataSourceApi, DataSourceInstanceSettings, DataSourcePlugin, DataSourceRef, ScopedVars } from '@grafana/data';
import { DataSourceSrv, GetDataSourceListFilters, getTemplateSrv } from '@grafana/runtime';

/** The data sources of the preview: one instance per data source, made anew when its settings are saved. */
export class PreviewDataSourceSrv implements DataSourceSrv {
  private readonly instances = new Map<string, Promise<DataSourceApi>>();
  private readonly settings = new Map<string, DataSourceInstanceSettings>();

  constructor(
    settings: readonly DataSourceInstanceSettings[],
    readonly plugin: DataSourcePlugin<DataSourceApi>
  ) {
    settings.forEach((one) => this.settings.set(one.uid, one));
  }

  get(ref?: DataSourceRef | string | null, scopedVars?: ScopedVars): Promise<DataSourceApi> {
    const settings = this.getInstanceSettings(ref, scopedVars);
    if (settings === undefined) {
      const wanted = typeof ref === 'string' ? ref : (ref?.uid ?? 'default');
      return Promise.reject(new Error(`Datasource ${wanted} was not found`));
    }
    const known = this.instances.get(settings.uid);
    if (known !== undefined) {
      return known;
    }
    const instance = Promise.resolve().then(() => this.create(settings));
    this.instances.set(settings.uid, instance);
    return instance;
  }

  getList(filters: GetDataSourceListFilters = {}): DataSourceInstanceSettings[] {
    const types = filters.type === undefined ? [] : [filters.type].flat();
    return [...this.settings.values()].filter(
      (one) =>
        (filters.pluginId === undefined || filters.pluginId === one.type) &&
        (types.length === 0 || types.includes(one.type)) &&
        (filters.filter === undefined || filters.filter(one))
    );
  }

  getInstanceSettings(
    ref?: DataSourceRef | string | null,
    scopedVars?: ScopedVars
  ): DataSourceInstanceSettings | undefined {
    const asked = typeof ref === 'string' ? ref : ref?.uid;
    const name = asked === undefined ? 'default' : getTemplateSrv().replace(asked, scopedVars);
    const all = [...this.settings.values()];
    return all.find((one) => [one.uid, one.name].includes(name)) ?? (name === 'default' ? all[0] : undefined);
  }

  async reload(): Promise<void> {
    this.instances.clear();
  }

  registerRuntimeDataSource(): void {
    throw new Error('The preview has no runtime data sources.');
  }

  /** Settings just saved: the next who asks gets a new instance. */
  replace(settings: DataSourceInstanceSettings): void {
    this.settings.set(settings.uid, settings);
    this.instances.delete(settings.uid);
  }

  private create(settings: DataSourceInstanceSettings): DataSourceApi {
    const instance = new this.plugin.DataSourceClass(settings);
    instance.components = this.plugin.components;
    return instance;
  }
}
