import { spawn } from 'node:child_process';
import { built, installed, root } from './parts.mjs';

/** `npm start`: the dashboards in a browser over a simulated organisation or, with tokens and settings, over one's own. */

const args = process.argv.slice(2);
const needsNothing = args.includes('--help');

if (!(await installed())) {
  console.error('The dependencies could not be installed: see the messages of npm above.');
  process.exit(1);
}
if (!needsNothing && !(await built())) {
  console.error('The plugin could not be built: see the messages above.');
  process.exit(1);
}
const preview = spawn(process.execPath, ['--import', 'tsx', 'preview/start.ts', ...args], {
  cwd: root,
  stdio: 'inherit',
});
for (const signal of ['SIGINT', 'SIGTERM']) {
  // A terminal sends SIGINT to both; the preview closes what it opened, and this waits for it.
  process.on(signal, () => signal === 'SIGTERM' && preview.kill(signal));
}
preview.on('error', (error) => {
  console.error(`The preview could not be started: ${error.message}`);
  process.exit(1);
});
preview.on('close', (status) => process.exit(status ?? 0));
