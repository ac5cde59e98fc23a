import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { Texts } from './texts';

const root = resolve(__dirname, '..', '..');

/** Where Grafana looks for a plugin's texts; the path is its rule. */
export function localePath(locale: string): string {
  return join(root, 'src', 'locales', locale, 'deliverymetrics-dora-datasource.json');
}

/** The plugin's code without its tests and what only tests import, as path and source. */
export function pluginSources(): ReadonlyArray<readonly [path: string, source: string]> {
  return readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' })
    .map((path) => `src/${path.split(sep).join('/')}`)
    .filter((path) => /\.tsx?$/.test(path) && !/\.test\.tsx?$|\/testing\/|\/fake[A-Z]\w*\.tsx?$/.test(path))
    .sort()
    .map((path) => [path, readFileSync(join(root, path), 'utf8')]);
}

/** A locale's texts by id; empty where there is no file yet. Throws where a file holds something else than texts. */
export function readLocale(locale: string): Texts {
  const path = localePath(locale);
  const texts = new Map<string, string>();
  const walk = (value: unknown, id: string): void => {
    if (typeof value === 'string') {
      texts.set(id, value);
    } else if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
      Object.entries(value).forEach(([name, inner]) => walk(inner, id === '' ? name : `${id}.${name}`));
    } else {
      throw new Error(`${relative(root, path)}: ${id} is no text.`);
    }
  };
  walk(JSON.parse(readFileSync(path, 'utf8')), '');
  return texts;
}

interface Nested {
  [name: string]: string | Nested;
}

/** Writes a locale as a tree, sorted by id. */
export function writeLocale(locale: string, texts: Texts): void {
  const tree: Nested = {};
  for (const [id, text] of [...texts].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const names = id.split('.');
    const leaf = names.pop() ?? id;
    let branch = tree;
    for (const name of names) {
      const next = branch[name] ?? {};
      if (typeof next === 'string') {
        throw new Error(`${id} lies below a text.`);
      }
      branch[name] = next;
      branch = next;
    }
    branch[leaf] = text;
  }
  mkdirSync(dirname(localePath(locale)), { recursive: true });
  writeFileSync(localePath(locale), `${JSON.stringify(tree, null, 2)}\n`);
}
