import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative, resolve, sep } from 'node:path';

/** The checkout, read as the catalog's validator reads a submission: paths are relative to it, with `/`. */
export const root = resolve(__dirname, '..', '..');
export const pluginId = 'deliverymetrics-dora-datasource';

const notOurs = new Set([
  'node_modules',
  'dist',
  '.git',
  'coverage',
  'artifacts',
  'test-results',
  'playwright-report',
  'blob-report',
  '.auth',
  '.cache',
]);

/** Every file below a folder, sorted; build results and packages left out. */
export function filesUnder(folder: string): readonly string[] {
  const found: string[] = [];
  const walk = (directory: string): void => {
    for (const entry of readdirSync(directory, { withFileTypes: true })) {
      const path = join(directory, entry.name);
      if (entry.isDirectory() && !notOurs.has(entry.name)) {
        walk(path);
      } else if (entry.isFile()) {
        found.push(relative(root, path).split(sep).join('/'));
      }
    }
  };
  walk(join(root, folder));
  return found.sort();
}

export function exists(path: string): boolean {
  return existsSync(join(root, path));
}

export function textOf(path: string): string {
  return readFileSync(join(root, path), 'utf8');
}

export function jsonOf(path: string): unknown {
  return JSON.parse(textOf(path));
}

export type Fields = Readonly<Record<string, unknown>>;

/** The value as an object's fields; fails the test with the place named when it is none. */
export function fieldsOf(value: unknown, place: string): Fields {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new Error(`${place} is not an object`);
  }
  return Object.fromEntries(Object.entries(value));
}

/** The value as a list of objects; an absent list is empty. */
export function listOf(value: unknown, place: string): readonly Fields[] {
  if (value === undefined) {
    return [];
  }
  if (!Array.isArray(value)) {
    throw new Error(`${place} is not a list`);
  }
  return value.map((item, index) => fieldsOf(item, `${place}[${index}]`));
}

/**
 * Is `dist/` a build of this source? A build older than a file it was made from says nothing about today's plugin,
 * so tests on it are skipped, visibly, until the next `npm run build`.
 */
export function isBuilt(): boolean {
  if (!exists('dist/module.js')) {
    return false;
  }
  const builtAt = statSync(join(root, 'dist/module.js')).mtimeMs;
  const shipped = ['README.md', 'CHANGELOG.md', 'LICENSE', ...filesUnder('src').filter((path) => !isTest(path))];
  return shipped.every((path) => statSync(join(root, path)).mtimeMs <= builtAt);
}

/** Tests and what only tests import: by convention `fakeGithub.ts` and the like. */
export function isTest(path: string): boolean {
  return /\.test\.tsx?$|(^|\/)fake[A-Z]\w*\.tsx?$/.test(path);
}
