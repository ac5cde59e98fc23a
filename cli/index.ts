import { readFile } from 'node:fs/promises';
import { text } from 'node:stream/consumers';
import { makeEngine } from './makeEngine';
import { messageOf } from './messageOf';
import { exitStatus, runCli } from './runCli';

const { argv, env, stdin, stdout, stderr } = process;

// `dora … | head` closes the pipe early; that is its reader's good right.
stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') {
    throw error;
  }
  process.exit();
});

let shownAt = 0;
/** On a terminal only, on one line, at most five times a second. */
function onProgress(sentence: string): void {
  if (stderr.isTTY && Date.now() - shownAt > 200) {
    shownAt = Date.now();
    // A line that wraps could not be written over.
    stderr.write(`\r${sentence.slice(0, stderr.columns - 1)}\u001b[K`);
  }
}

runCli(argv.slice(2), {
  env,
  readFile: (path) => readFile(path, 'utf8'),
  readStdin: () => text(stdin),
  out: (rows) => {
    if (shownAt > 0) {
      stderr.write('\r\u001b[K');
    }
    stdout.write(rows);
  },
  err: (line) => stderr.write(line),
  now: () => Date.now(),
  onProgress,
  makeEngine,
}).then(
  (status) => {
    process.exitCode = status;
  },
  (error: unknown) => {
    stderr.write(`Unexpected: ${messageOf(error)}\nPlease report it with the command and its input.\n`);
    process.exitCode = exitStatus.failed;
  }
);
