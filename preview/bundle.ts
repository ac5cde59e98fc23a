import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from 'esbuild';

/**
 * Bundles the host page (`preview/host`) into `preview/dist`. Grafana's own packages are bundled as they are; the built
 * plugin is not: it is loaded by the page as Grafana loads it. Rejects with esbuild's messages.
 */
export async function bundleHost(root: string): Promise<void> {
  const outdir = join(root, 'preview/dist');
  await rm(outdir, { recursive: true, force: true });
  await build({
    absWorkingDir: root,
    entryPoints: { index: 'preview/host/index.tsx' },
    outdir,
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'browser',
    target: 'es2022',
    minify: true,
    sourcemap: false,
    logLevel: 'error',
    tsconfigRaw: { compilerOptions: { jsx: 'react', experimentalDecorators: true, target: 'es2022' } },
    loader: { '.ttf': 'file', '.woff': 'file', '.woff2': 'file', '.svg': 'dataurl' },
    alias: {
      // @grafana/ui takes Link from the v5 bridge; there is only v6 here.
      'react-router-dom-v5-compat': 'react-router-dom',
    },
    define: {
      'process.env.NODE_ENV': '"production"',
      'process.env': '{}',
      global: 'window',
      // SystemJS's AMD extra defines a global `define`, which bundled UMD modules would register themselves with.
      define: 'undefined',
    },
  });
}

/** `tsx preview/bundle.ts` bundles and nothing else. */
if (process.argv[1] === __filename) {
  bundleHost(join(__dirname, '..')).catch((error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  });
}
