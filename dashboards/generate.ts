import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { bundledDashboards } from './index';

/**
 * `npm run dashboards` writes src/dashboards/*.json, which ship with the plugin. `--check` writes nothing and fails
 * when a file is not what the code says.
 */
const folder = join(__dirname, '..', 'src', 'dashboards');
const check = process.argv.includes('--check');
mkdirSync(folder, { recursive: true });
let stale = 0;
for (const [name, dashboard] of Object.entries(bundledDashboards())) {
  const path = join(folder, `${name}.json`);
  const text = `${JSON.stringify(dashboard, null, 2)}\n`;
  if (!check) {
    writeFileSync(path, text);
  } else if (readFileSync(path, 'utf8') !== text) {
    stale++;
    process.stderr.write(`${path} is not what dashboards/ generates. Run: npm run dashboards\n`);
  }
}
process.exitCode = stale > 0 ? 1 : 0;
