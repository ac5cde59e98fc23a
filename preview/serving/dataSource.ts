import { ProxiedDataSource } from '../proxy';

/** What the page may know of the data source: Grafana's answer to `GET /api/datasources/uid/:uid`. No secrets. */
export interface DataSourceSettingsAnswer {
  readonly id: number;
  readonly uid: string;
  readonly orgId: number;
  readonly name: string;
  readonly type: string;
  readonly typeName: string;
  readonly typeLogoUrl: string;
  readonly access: 'proxy';
  readonly url: string;
  readonly user: string;
  readonly database: string;
  readonly basicAuth: boolean;
  readonly basicAuthUser: string;
  readonly withCredentials: boolean;
  readonly isDefault: boolean;
  readonly jsonData: Readonly<Record<string, unknown>>;
  readonly secureJsonFields: Readonly<Record<string, boolean>>;
  readonly version: number;
  readonly readOnly: boolean;
}

/** The one data source of the preview. Secrets come in and are read by the proxy; nothing here gives them out. */
export class PreviewDataSource {
  readonly uid = 'preview';
  private version = 1;

  constructor(
    private readonly plugin: { readonly id: string; readonly name: string },
    private current: ProxiedDataSource,
    readonly name: string
  ) {}

  /** For the proxy only. */
  withSecrets(): ProxiedDataSource {
    return this.current;
  }

  settings(): DataSourceSettingsAnswer {
    const { jsonData, secureJsonData } = this.current;
    return {
      id: 1,
      uid: this.uid,
      orgId: 1,
      name: this.name,
      type: this.plugin.id,
      typeName: this.plugin.name,
      typeLogoUrl: `public/plugins/${this.plugin.id}/img/logo.svg`,
      access: 'proxy',
      url: '',
      user: '',
      database: '',
      basicAuth: false,
      basicAuthUser: '',
      withCredentials: false,
      isDefault: true,
      jsonData,
      secureJsonFields: Object.fromEntries(
        Object.entries(secureJsonData).map(([name, secret]) => [name, secret !== ''])
      ),
      version: this.version,
      readOnly: false,
    };
  }

  /**
   * Grafana's PUT: `jsonData` is replaced; of the secrets those named are set (an empty one is removed), the others stay.
   * Throws with a sentence for the user when the body is no such thing.
   */
  save(body: unknown): void {
    if (!isObject(body) || !isObject(body.jsonData)) {
      throw new Error('Saving needs an object with jsonData.');
    }
    const secrets: Record<string, string> = { ...this.current.secureJsonData };
    for (const [name, secret] of Object.entries(isObject(body.secureJsonData) ? body.secureJsonData : {})) {
      if (typeof secret !== 'string') {
        throw new Error(`The secret ${name} must be text.`);
      }
      secrets[name] = secret;
    }
    this.current = { jsonData: body.jsonData, secureJsonData: secrets };
    this.version += 1;
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
