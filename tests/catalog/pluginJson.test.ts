import Ajv from 'ajv';
import addFormats from 'ajv-formats';
import { Range } from 'semver';
import { exists, fieldsOf, isBuilt, jsonOf, listOf, pluginId } from './project';

// Grafana's own schema of plugin.json, as of 12.3. It lies beside the project, not in it.
const schemaPath = '../shared/facts/plugin.schema-grafana-12.3.json';
const withSchema = exists(schemaPath) ? it : it.skip;
const built = isBuilt();

const places = [
  { folder: 'src', present: true },
  { folder: 'dist', present: built },
] as const;

describe.each(places)('plugin.json in $folder', ({ folder, present }) => {
  const check = present ? it : it.skip;
  const pluginJson = () => fieldsOf(jsonOf(`${folder}/plugin.json`), `${folder}/plugin.json`);
  const info = () => fieldsOf(pluginJson().info, 'info');

  (present ? withSchema : it.skip)('is valid by the schema of Grafana 12.3', () => {
    // The schema's patterns are not valid under the `u` flag.
    const ajv = new Ajv({ allErrors: true, strict: false, unicodeRegExp: false });
    addFormats(ajv);
    const validate = ajv.compile(fieldsOf(jsonOf(schemaPath), schemaPath));
    validate(pluginJson());
    expect(validate.errors ?? []).toEqual([]);
  });

  check('names the plugin by its id', () => {
    expect(pluginJson()).toMatchObject({ id: pluginId, type: 'datasource' });
  });

  check('can be found: description, keywords, author', () => {
    expect(info().description).toEqual(expect.stringMatching(/\S{3,}.*\.$/));
    expect(info().keywords).toEqual(expect.arrayContaining([expect.any(String)]));
    expect(fieldsOf(info().author, 'author').name).toEqual(expect.stringMatching(/\S/));
  });

  check('links over https only', () => {
    const addresses = listOf(info().links, 'links').map(({ url }) => String(url));
    expect(addresses.length).toBeGreaterThan(0);
    expect(addresses.filter((address) => !address.startsWith('https://'))).toEqual([]);
  });

  check('names logos, screenshots and dashboards that exist, by paths relative to it', () => {
    const logos = Object.values(fieldsOf(info().logos, 'logos')).map(String);
    const screenshots = listOf(info().screenshots, 'screenshots').map(({ path }) => String(path));
    const includes = listOf(pluginJson().includes, 'includes').map(({ path }) => String(path));
    const paths = [...logos, ...screenshots, ...includes];
    expect(logos.length).toBe(2);
    expect(includes.length).toBeGreaterThan(0);
    expect(paths.filter((path) => /^[./]/.test(path))).toEqual([]);
    expect(paths.filter((path) => !exists(`${folder}/${path}`))).toEqual([]);
    expect(screenshots.filter((path) => !/\.(png|jpe?g|gif|svg)$/.test(path))).toEqual([]);
  });

  check('depends on a range of Grafana versions, not on one', () => {
    const range = String(fieldsOf(pluginJson().dependencies, 'dependencies').grafanaDependency);
    expect(new Range(range).range).not.toBe('');
    expect(range).toMatch(/^(>=|\^|~)/);
    expect(range).not.toMatch(/x/);
  });

  check('has routes that allow exactly one method each and no address without credentials of its own', () => {
    const routes = listOf(pluginJson().routes, 'routes');
    expect(routes.map(({ path, method }) => [path, method])).toEqual([
      ['github/rest', 'GET'],
      ['github/graphql', 'POST'],
      ['pagerduty', 'GET'],
      ['feed', 'GET'],
    ]);
    // A route matches by plain prefix: none may begin another.
    const paths = routes.map(({ path }) => String(path));
    expect(paths.filter((path) => paths.some((other) => other !== path && other.startsWith(path)))).toEqual([]);
    // The referrer is the viewer's dashboard address: it goes to no upstream.
    const headers = routes.map((route) => listOf(route.headers, 'headers'));
    expect(headers.filter((list) => !list.some(({ name, content }) => name === 'Referer' && content === ''))).toEqual(
      []
    );
  });
});

(built ? describe : describe.skip)('the build', () => {
  it.each(['module.js', 'module.js.map', 'README.md', 'CHANGELOG.md', 'LICENSE'])('ships %s', (name) => {
    expect(exists(`dist/${name}`)).toBe(true);
  });

  it('has the version of package.json, today in place of the placeholders', () => {
    const version = fieldsOf(jsonOf('package.json'), 'package.json').version;
    const info = fieldsOf(fieldsOf(jsonOf('dist/plugin.json'), 'plugin.json').info, 'info');
    expect(info.version).toBe(version);
    expect(info.updated).toEqual(expect.stringMatching(/^\d{4}-\d{2}-\d{2}$/));
  });
});
