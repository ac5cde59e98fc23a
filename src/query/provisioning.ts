import { say } from '../words';
import { decodeSettings, encodeSettings } from './decodeSettings';
import { FieldProblem, Fields, isFields, shown } from './fields';
import { defaultSettings } from './defaults';
import { DoraSecrets, DoraSettings } from './settings';

/**
 * Settings as the YAML that Grafana's provisioning reads: one whole data source. Grafana puts the environment's variables
 * where a value says `$NAME`, and one `$` where it says `$$` (documentation of provisioning; `values.go` of Grafana
 * splits at `$$` first). Names of fields are taken as they stand. YAML itself is loaded when it is needed.
 */

export const pluginType = 'deliverymetrics-dora-datasource';

type SecretName = keyof DoraSecrets;

/** The environment variables an export asks the secrets from. */
export const secretVariables: Readonly<Record<SecretName, string>> = {
  githubToken: 'DORA_GITHUB_TOKEN',
  pagerdutyToken: 'DORA_PAGERDUTY_TOKEN',
  feedToken: 'DORA_FEED_TOKEN',
};

export interface DataSourceEntry {
  readonly name: string;
  readonly uid: string;
  readonly settings: DoraSettings;
  /** Of `jsonData` what is not ours: Grafana's own, or a later version's. */
  readonly others: Fields;
  /** Secrets the data source has or needs; their values are never written. */
  readonly secrets: readonly SecretName[];
}

/** The entry as a provisioning file. Reading it back gives the same settings. */
export async function toProvisioning({ name, uid, settings, others, secrets }: DataSourceEntry): Promise<string> {
  const { stringify } = await import('yaml');
  const secure = Object.fromEntries(secrets.map((secret) => [secret, `$${secretVariables[secret]}`]));
  const entry = {
    name: escaped(name),
    ...(uid === '' ? {} : { uid: escaped(uid) }),
    type: pluginType,
    access: 'proxy',
    jsonData: escaped({ ...others, ...encodeSettings(settings) }),
    ...(secrets.length === 0 ? {} : { secureJsonData: secure }),
  };
  const yaml = stringify(
    { apiVersion: 1, datasources: [entry] },
    // Quotes what YAML 1.1 would read as something else (yes, 0777, 1_000): Grafana's reader knows some of both.
    { schema: 'yaml-1.1', lineWidth: 0 }
  );
  return `${header}${yaml}`;
}

const header = `# A data source for Grafana's provisioning: put this file into provisioning/datasources and start Grafana.
# Tokens come from environment variables and stand nowhere in a file. Everywhere else $$ means one $.
`;

export interface ReadProvisioning {
  /** Null: the text holds no settings at all, and a problem says why. */
  readonly entry: {
    readonly name: string | null;
    readonly settings: DoraSettings;
    readonly others: Fields;
  } | null;
  /** By field of the settings; an empty one: the whole text. What has a problem has its default, the rest is good. */
  readonly problems: readonly FieldProblem[];
}

/**
 * Reads a provisioning file, one of its entries, or bare settings; as YAML or JSON. Of several data sources of ours the
 * one with this uid, else the first. Tokens are not read. Never rejects for what the text holds.
 */
export async function fromProvisioning(text: string, uid = ''): Promise<ReadProvisioning> {
  const { parseDocument } = await import('yaml');
  const document = parseDocument(text.replace(/^\uFEFF/, ''), { prettyErrors: true });
  const [mistake] = document.errors;
  if (mistake !== undefined) {
    const [reason] = mistake.message.split('\n');
    return refused(
      say(
        'query.provisioning.theTextIsNeitherYaml',
        'The text is neither YAML nor JSON: {{reason}}. Nothing was read.',
        { reason: reason.replace(/:$/, '') }
      )
    );
  }
  let parsed: unknown;
  try {
    parsed = document.toJS();
  } catch (error) {
    return refused(
      say('query.provisioning.theTextCannotBeRead', 'The text cannot be read: {{value}}.', {
        value: error instanceof Error ? error.message : String(error),
      })
    );
  }
  const problems: FieldProblem[] = [];
  const entry = entryIn(parsed, uid, problems);
  if (entry === null) {
    return { entry: null, problems };
  }
  const jsonData = entry.isProvisioned ? unescaped(entry.jsonData, '', problems) : entry.jsonData;
  const { settings, problems: mistakes } = decodeSettings(jsonData);
  const newer = mistakes.find(({ field }) => field === 'schemaVersion');
  if (newer !== undefined) {
    return refused(
      say('query.provisioning.nothingWasTakenOver', '{{message}} Nothing was taken over.', { message: newer.message })
    );
  }
  return {
    entry: { name: entry.name, settings, others: othersOf(jsonData) },
    problems: [...problems, ...mistakes],
  };
}

function refused(message: string): ReadProvisioning {
  return { entry: null, problems: [{ field: '', message }] };
}

/** What stands in `jsonData` beside our settings. */
export function othersOf(jsonData: unknown): Fields {
  return isFields(jsonData)
    ? Object.fromEntries(Object.entries(jsonData).filter(([name]) => !(name in defaultSettings)))
    : {};
}

interface FoundEntry {
  readonly name: string | null;
  readonly jsonData: unknown;
  /** In a provisioning file `$` has its meaning; in bare settings it has none. */
  readonly isProvisioned: boolean;
}

function entryIn(parsed: unknown, uid: string, problems: FieldProblem[]): FoundEntry | null {
  const report = (message: string) => {
    problems.push({ field: '', message });
    return null;
  };
  if (!isFields(parsed)) {
    return report(
      say('query.provisioning.theTextMustHoldA', 'The text must hold a data source or its settings, not {{value}}.', {
        value: shown(parsed ?? 'nothing'),
      })
    );
  }
  if (Array.isArray(parsed.datasources)) {
    const ours = parsed.datasources.filter(isFields).filter(({ type }) => type === pluginType);
    const chosen = ours.find((one) => uid !== '' && one.uid === uid) ?? ours[0];
    if (chosen === undefined) {
      return report(
        say(
          'query.provisioning.theFileHoldsNoData',
          'The file holds no data source of type {{pluginType}}. Nothing was read.',
          { pluginType }
        )
      );
    }
    if (ours.length > 1) {
      const name = nameOf(chosen);
      report(
        name === null
          ? say(
              'query.provisioning.severalUnnamed',
              'The file holds {{count}} data sources of this type; the first was read.',
              {
                count: ours.length,
              }
            )
          : say(
              'query.provisioning.several',
              'The file holds {{count}} data sources of this type; {{name}} was read.',
              {
                count: ours.length,
                name: shown(name),
              }
            )
      );
    }
    return ofEntry(chosen);
  }
  if ('jsonData' in parsed) {
    return parsed.type === undefined || parsed.type === pluginType
      ? ofEntry(parsed)
      : report(
          say(
            'query.provisioning.thisIsADataSource',
            'This is a data source of type {{type}}, not {{pluginType}}. Nothing was read.',
            { type: shown(parsed.type), pluginType }
          )
        );
  }
  const isSettings = Object.keys(parsed).some((name) => name in defaultSettings);
  return isSettings
    ? { name: null, jsonData: parsed, isProvisioned: false }
    : report(
        say(
          'query.provisioning.theTextHoldsNeitherA',
          'The text holds neither a provisioning file nor settings of this data source. Nothing was read.'
        )
      );
}

function ofEntry(entry: Fields): FoundEntry {
  return { name: nameOf(entry), jsonData: entry.jsonData ?? {}, isProvisioned: true };
}

function nameOf({ name }: Fields): string | null {
  return typeof name === 'string' ? name : null;
}

/** Every `$` of every value doubled. */
function escaped(value: unknown): unknown {
  if (typeof value === 'string') {
    return value.replaceAll('$', '$$$$');
  }
  if (Array.isArray(value)) {
    return value.map(escaped);
  }
  return isFields(value) ? mapped(value, escaped) : value;
}

/** The other way round; what Grafana would fill in from its environment cannot be known here and is said. */
function unescaped(value: unknown, path: string, problems: FieldProblem[]): unknown {
  if (typeof value === 'string') {
    const parts = value.split('$$');
    const variable = parts
      .map((part) => /\$(?:\{[^}]*\}|\w+|[*#@!?-])/.exec(part)?.[0])
      .find((name) => name !== undefined);
    if (variable !== undefined) {
      problems.push({
        field: path,
        message: say(
          'query.provisioning.holdsWhichGrafanasServerFills',
          "{{path}} holds {{variable}}, which Grafana's server fills in from its environment and which is not known here. It is kept as it stands: enter what it means. (One $ is written $$.)",
          { path, variable }
        ),
      });
    }
    return parts.join('$');
  }
  if (Array.isArray(value)) {
    return value.map((one, index) => unescaped(one, `${path}[${index}]`, problems));
  }
  return isFields(value)
    ? mapped(value, (one, name) => unescaped(one, path === '' ? name : `${path}.${name}`, problems))
    : value;
}

function mapped(fields: Fields, change: (value: unknown, name: string) => unknown): Fields {
  return Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, change(value, name)]));
}
