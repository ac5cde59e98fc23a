import { built, installed, run } from './parts.mjs';

/**
 * `npm run pictures`: every editor and bundled dashboard, light and dark, wide and narrow, in each state, into
 * artifacts/pictures with a page to look through them. `-- --only PART` takes some; `-- --readme` refreshes the catalog's.
 */

if (!(await installed())) {
  console.error('The dependencies could not be installed: see the messages of npm above.');
  process.exit(1);
}
if (!(await built()) || (await run(process.execPath, ['--import', 'tsx', 'preview/bundle.ts'])) !== 0) {
  console.error('What is to be photographed could not be built: see the messages above.');
  process.exit(1);
}
process.exitCode = await run(process.execPath, ['--import', 'tsx', 'tests/pictures/take.ts', ...process.argv.slice(2)]);
