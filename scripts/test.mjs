import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { built, installed, run } from './parts.mjs';

/** `npm test`: types, lint, the build, unit and integration tests, the browser tests; then what passed and what failed. */

const passed = { count: 0 };
const failed = { count: 0 };
const scratch = mkdtempSync(join(tmpdir(), 'dora-test-'));
// Most of what linters, compilers and tests make is thrown away at once: with more room for it less is copied.
process.env['NODE_OPTIONS'] = `${process.env['NODE_OPTIONS'] ?? ''} --max-semi-space-size=64`;

/** @param {string} title @param {() => Promise<boolean>} work */
async function step(title, work) {
  const from = Date.now();
  console.log(`\n── ${title}`);
  const good = await work();
  console.log(`── ${title}: ${good ? 'passed' : 'FAILED'} in ${((Date.now() - from) / 1000).toFixed(1)} s`);
  return good;
}

/** A step without tests of its own counts only when it fails. @param {string} title @param {() => Promise<boolean>} work */
async function check(title, work) {
  const good = await step(title, work);
  if (!good) {
    failed.count += 1;
  }
  return good;
}

async function jest() {
  const report = join(scratch, 'jest.json');
  const status = await run('npx', ['jest', '--maxWorkers', '2', '--json', '--outputFile', report]);
  try {
    const { numPassedTests, numFailedTests, numRuntimeErrorTestSuites } = JSON.parse(readFileSync(report, 'utf8'));
    passed.count += numPassedTests;
    const broken = numFailedTests + numRuntimeErrorTestSuites;
    failed.count += status !== 0 && broken === 0 ? 1 : broken;
  } catch {
    failed.count += 1;
  }
  return status === 0;
}

async function browser() {
  const report = join(scratch, 'browser.tap');
  // Without what GraphQL's package checks of each value while one develops.
  const env = { NODE_ENV: 'production' };
  const status = await run(process.execPath, ['--import', 'tsx', 'scripts/browserTests.mjs', report], { env });
  const tap = readFileSync(report, 'utf8');
  const counted = (/** @type {string} */ name) => Number(new RegExp(`^# ${name} (\\d+)$`, 'm').exec(tap)?.[1] ?? 0);
  passed.count += counted('pass');
  const broken = counted('fail') + counted('cancelled');
  failed.count += status !== 0 && broken === 0 ? 1 : broken;
  return status === 0;
}

/** Is there a plugin, and a page to look at it? */
async function prepared() {
  await check('Types', async () => (await run('npm', ['run', '--silent', 'typecheck'])) === 0);
  return (
    (await check('Build', () => built())) &&
    (await check(
      'Preview page',
      async () => (await run(process.execPath, ['--import', 'tsx', 'preview/bundle.ts'])) === 0
    ))
  );
}

const begun = Date.now();
if (!(await installed())) {
  console.error('The dependencies could not be installed: see the messages of npm above.');
  process.exit(1);
}
// Lint keeps one processor busy, beside everything that needs no browser.
const [, canBrowse] = await Promise.all([
  check('Lint', async () => (await run('npm', ['run', '--silent', 'lint'])) === 0),
  // All is built before the tests, because some of them look at it.
  prepared().then(async (isThere) => {
    await step('Unit and integration tests', jest);
    return isThere;
  }),
]);
if (canBrowse) {
  await step('Browser tests', browser);
} else {
  console.log('\nThe browser tests were not run: there is no build to open.');
}
rmSync(scratch, { recursive: true, force: true });
console.log(`\nAll steps took ${((Date.now() - begun) / 1000).toFixed(0)} s.`);
console.log(`${passed.count} passed, ${failed.count} failed`);
process.exitCode = failed.count === 0 ? 0 : 1;
