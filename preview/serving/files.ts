import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { ServerResponse } from 'node:http';
import { extname, join, normalize, sep } from 'node:path';

const contentTypes: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.map': 'application/json; charset=utf-8',
  '.md': 'text/markdown; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.ttf': 'font/ttf',
  '.wasm': 'application/wasm',
  '.woff': 'font/woff',
  '.woff2': 'font/woff2',
};

/** A path below a mounted folder, or null when it would leave it. */
export function within(folder: string, path: string): string | null {
  const full = normalize(join(folder, path));
  return full === folder || full.startsWith(folder + sep) ? full : null;
}

/** Sends the file and resolves true, or resolves false when there is none. */
export async function sendFile(outgoing: ServerResponse, file: string): Promise<boolean> {
  const found = await stat(file).catch(() => null);
  if (found === null || !found.isFile()) {
    return false;
  }
  outgoing.writeHead(200, {
    'content-type': contentTypes[extname(file)] ?? 'application/octet-stream',
    'content-length': found.size,
    // A rebuilt plugin must be seen on the next load.
    'cache-control': 'no-cache',
    'x-content-type-options': 'nosniff',
  });
  await new Promise<void>((resolve) => {
    createReadStream(file)
      .on('error', () => outgoing.destroy())
      .pipe(outgoing);
    outgoing.on('close', resolve);
  });
  return true;
}
