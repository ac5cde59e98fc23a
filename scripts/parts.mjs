import { spawn } from 'node:child_process';
import { existsSync, readdirSync, statSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** What `npm start` and `npm test` share. Plain Node: it runs before anything is installed. */

export const root = fileURLToPath(new URL('..', import.meta.url));

/**
 * Runs a command with the terminal as its own. Resolves to its exit status; a command that does not exist or ends by a
 * signal is a failure (127, 1).
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{ env?: Record<string, string>, quiet?: boolean }} [options] quiet: output only when it fails
 * @returns {Promise<number>}
 */
export function run(command, args, { env = {}, quiet = false } = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd: root,
      env: { ...process.env, ...env },
      stdio: quiet ? ['ignore', 'pipe', 'pipe'] : 'inherit',
      shell: process.platform === 'win32',
    });
    const kept = [];
    child.stdout?.on('data', (piece) => kept.push(piece));
    child.stderr?.on('data', (piece) => kept.push(piece));
    child.on('error', () => resolve(127));
    child.on('close', (status) => {
      if (quiet && status !== 0) {
        process.stdout.write(Buffer.concat(kept));
      }
      resolve(status ?? 1);
    });
  });
}

/** Installs exactly what the lockfile says when that has not happened yet. Returns false when it fails. */
export async function installed() {
  // npm writes this receipt last: an installation that was broken off has none.
  if (existsSync(join(root, 'node_modules/.package-lock.json'))) {
    return true;
  }
  console.log('Installing dependencies (npm ci) …');
  return (await run('npm', ['ci', '--no-audit', '--no-fund'])) === 0;
}

/** Builds the plugin into dist/ when a source is newer than the last build. Returns false when it fails. */
export async function built({ quiet = true } = {}) {
  const product = join(root, 'dist/module.js');
  const sources = ['src', '.config', 'package.json', 'tsconfig.json'].map((name) => newest(join(root, name)));
  if (existsSync(product) && changedAt(product) >= Math.max(...sources)) {
    return true;
  }
  console.log('Building the plugin …');
  const isBuilt = (await run('npm', ['run', '--silent', 'build'], { quiet })) === 0;
  if (isBuilt) {
    // What came out the same is not written again; it is as new as its sources nevertheless.
    utimesSync(product, new Date(), new Date());
  }
  return isBuilt;
}

/** @param {string} path */
function changedAt(path) {
  return existsSync(path) ? statSync(path).mtimeMs : 0;
}

/** The latest change below a path, in epoch milliseconds. @param {string} path @returns {number} */
function newest(path) {
  if (!existsSync(path)) {
    return 0;
  }
  const own = statSync(path);
  if (!own.isDirectory()) {
    return /\.test\.tsx?$/.test(path) ? 0 : own.mtimeMs;
  }
  return Math.max(0, ...readdirSync(path).map((name) => newest(join(path, name))));
}
