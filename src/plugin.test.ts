import Ajv from 'ajv';
import addFormats from 'ajv-formats';
import { existsSync, readFileSync } from 'fs';
import { join } from 'path';

const root = join(__dirname, '..');
const schemaPath = join(root, '../shared/facts/plugin.schema-grafana-12.3.json');
const read = (path: string) => JSON.parse(readFileSync(path, 'utf8'));
const plugin = read(join(__dirname, 'plugin.json'));

interface Route {
  readonly path: string;
  readonly method: string;
  readonly url: string;
  readonly headers: ReadonlyArray<{ readonly name: string; readonly content: string }>;
}
const routes: readonly Route[] = plugin.routes;

describe('plugin.json', () => {
  const whereSchemaIs = existsSync(schemaPath) ? it : it.skip;
  whereSchemaIs("fits Grafana 12.3's own schema", () => {
    const ajv = new Ajv({ strict: false, allErrors: true, unicodeRegExp: false });
    addFormats(ajv);
    const validate = ajv.compile(read(schemaPath));
    validate(plugin);
    expect(validate.errors ?? []).toEqual([]);
  });

  it('lists exactly the routes there are, each with one method', () => {
    expect(routes.map(({ path, method }) => [path, method])).toEqual([
      ['github/rest', 'GET'],
      ['github/graphql', 'POST'],
      ['pagerduty', 'GET'],
      ['feed', 'GET'],
    ]);
  });

  it('has no route that another one would catch: Grafana matches by the beginning', () => {
    const caught = routes.flatMap(({ path }, index) =>
      routes.slice(0, index).filter((earlier) => path.startsWith(earlier.path))
    );
    expect(caught).toEqual([]);
  });

  it.each(routes)('keeps $path from telling the upstream which dashboard was looked at', ({ headers }) => {
    expect(headers).toContainEqual({ name: 'Referer', content: '' });
  });

  it('reads secrets in the Authorization header only', () => {
    const elsewhere = routes.flatMap(({ url, headers }) => [
      url,
      ...headers.filter(({ name }) => name !== 'Authorization').map(({ content }) => content),
    ]);
    expect(elsewhere.join(' ')).not.toContain('SecureJsonData');
  });

  it('includes dashboards and logos that exist', () => {
    const paths: string[] = [
      ...plugin.includes.map(({ path }: { path: string }) => path),
      ...Object.values<string>(plugin.info.logos),
    ];
    expect(paths.filter((path) => !existsSync(join(__dirname, path)))).toEqual([]);
  });

  it('links by https only', () => {
    expect(plugin.info.links.filter(({ url }: { url: string }) => !url.startsWith('https://'))).toEqual([]);
  });
});
