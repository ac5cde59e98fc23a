import { createWriteStream, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { run } from 'node:test';
import { spec, tap } from 'node:test/reporters';
import { root } from './parts.mjs';

/**
 * `node --import tsx scripts/browserTests.mjs REPORT`: every spec in a process of its own, two at a time. `node --test` would
 * begin with A: here begin those with most in them, since what is begun last keeps only one processor busy.
 */

const folder = join(root, 'tests/browser');

/** With the files that a spec puts together. @param {string} name */
function sizeOf(name) {
  const parts = [...readFileSync(join(folder, name), 'utf8').matchAll(/^import '\.\/(.+)';$/gm)].map(
    ([, part]) => `${part}.ts`
  );
  return [name, ...parts].reduce((sum, file) => sum + statSync(join(folder, file)).size, 0);
}

const files = readdirSync(folder)
  .filter((name) => name.endsWith('.spec.ts'))
  .sort((a, b) => sizeOf(b) - sizeOf(a))
  .map((name) => join(folder, name));
const tests = run({ files, concurrency: 2 });
tests.on('test:fail', () => {
  process.exitCode = 1;
});
tests.compose(new spec()).pipe(process.stdout);
tests.compose(tap).pipe(createWriteStream(process.argv[2]));
