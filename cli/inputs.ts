import { parse as parseYaml } from 'yaml';
import { decodeSettings, defaultSettings, DoraSettings } from '../src/query';
import { BadInput } from './badInput';
import { messageOf } from './messageOf';

/** The outside of the process, so that tests can be it. */
export interface Surroundings {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The whole text; rejects as Node's readFile does. */
  readonly readFile: (path: string) => Promise<string>;
  readonly readStdin: () => Promise<string>;
}

/**
 * Settings of a file: `jsonData` as such, or a provisioning file of Grafana that holds it. Settings that are not
 * understood are refused: numbers under other rules than the ones that were meant would look just as good.
 */
export async function readSettings(path: string | null, around: Surroundings): Promise<DoraSettings> {
  if (path === null) {
    return { ...defaultSettings, githubEnabled: false, pagerdutyEnabled: false };
  }
  const text = await readText(path, around, '--config');
  let parsed: unknown;
  try {
    parsed = parseYaml(text);
  } catch (error) {
    throw new BadInput(`--config: ${path} is neither YAML nor JSON: ${firstLine(error)}`);
  }
  const { settings, problems } = decodeSettings(jsonDataOf(parsed) ?? {});
  if (problems.length > 0) {
    const lines = problems.map(({ field, message }) => `  ${field === '' ? '' : `${field}: `}${message}`);
    throw new BadInput(`--config: ${path} has settings that are not understood:\n${lines.join('\n')}`);
  }
  return settings;
}

const pluginType = 'deliverymetrics-dora-datasource';

function jsonDataOf(parsed: unknown): unknown {
  if (typeof parsed !== 'object' || parsed === null) {
    return parsed;
  }
  if ('jsonData' in parsed) {
    return parsed.jsonData;
  }
  if ('datasources' in parsed && Array.isArray(parsed.datasources)) {
    const ours: unknown = parsed.datasources.find((one: unknown) => typeOf(one) === pluginType);
    if (ours === undefined) {
      throw new BadInput(`--config: the provisioning file holds no data source of type ${pluginType}.`);
    }
    return jsonDataOf(ours);
  }
  return parsed;
}

function typeOf(datasource: unknown): unknown {
  return typeof datasource === 'object' && datasource !== null && 'type' in datasource ? datasource.type : undefined;
}

/** Parsed feed documents with the name to call each by. */
export async function readFeeds(
  paths: readonly string[],
  around: Surroundings
): Promise<ReadonlyArray<{ readonly name: string; readonly document: unknown }>> {
  if (paths.filter((path) => path === '-').length > 1) {
    throw new BadInput('--feed: standard input can be read only once.');
  }
  return Promise.all(
    paths.map(async (path) => {
      const name = path === '-' ? 'standard input' : path;
      const text = await readText(path, around, '--feed');
      try {
        const document: unknown = JSON.parse(text.replace(/^\uFEFF/, ''));
        return { name, document };
      } catch (error) {
        throw new BadInput(`--feed: ${name} is not JSON: ${firstLine(error)}`);
      }
    })
  );
}

async function readText(path: string, around: Surroundings, option: string): Promise<string> {
  try {
    return await (path === '-' ? around.readStdin() : around.readFile(path));
  } catch (error) {
    throw new BadInput(`${option}: ${path} cannot be read: ${firstLine(error)}`);
  }
}

function firstLine(error: unknown): string {
  return messageOf(error).split('\n')[0];
}
