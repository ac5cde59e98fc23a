import { bundledDashboards } from '../../dashboards';
import { isComplete, migrateQuery, queryProblems } from '../../src/query';
import { exists, Fields, fieldsOf, filesUnder, isBuilt, jsonOf, listOf, pluginId, textOf } from './project';

const files = filesUnder('src/dashboards');
const includes = listOf(fieldsOf(jsonOf('src/plugin.json'), 'plugin.json').includes, 'includes');

describe('the bundled dashboards', () => {
  it('are exactly those that plugin.json includes and the code generates', () => {
    expect(includes.map(({ path }) => `src/${path}`).sort()).toEqual(files);
    expect(Object.keys(bundledDashboards()).sort()).toEqual(files.map((path) => path.replace(/^.*\/|\.json$/g, '')));
  });

  it('have uids and titles of their own, which Grafana tells them apart by', () => {
    const dashboards = files.map((path) => fieldsOf(jsonOf(path), path));
    expect(new Set(dashboards.map(({ uid }) => uid)).size).toBe(files.length);
    expect(new Set(dashboards.map(({ title }) => title)).size).toBe(files.length);
  });
});

describe.each(files)('%s', (path) => {
  const dashboard = fieldsOf(jsonOf(path), path);
  const panels = listOf(dashboard.panels, 'panels').flatMap((panel) => [panel, ...listOf(panel.panels, 'panels')]);
  const annotations = listOf(fieldsOf(dashboard.annotations ?? {}, 'annotations').list, 'annotations');
  const targets = [
    ...panels.flatMap((panel) => listOf(panel.targets, 'targets').map((target) => ({ title: panel.title, target }))),
    ...annotations.map(({ name, target }) => ({ title: name, target: fieldsOf(target, String(name)) })),
  ];

  it('is what dashboards/ generates', () => {
    const name = path.replace(/^.*\/|\.json$/g, '');
    expect(textOf(path)).toBe(`${JSON.stringify(bundledDashboards()[name], null, 2)}\n`);
  });

  (isBuilt() ? it : it.skip)('ships as it is', () => {
    const shipped = path.replace(/^src/, 'dist');
    expect(exists(shipped)).toBe(true);
    expect(jsonOf(shipped)).toEqual(jsonOf(path));
  });

  it('can be imported, provisioned and copied alike: a fixed uid, no id, no inputs', () => {
    expect(dashboard.id).toBeNull();
    expect(String(dashboard.uid)).toMatch(/^[a-z0-9-]{1,40}$/);
    expect(dashboard).not.toHaveProperty('__inputs');
    expect(dashboard.revision).toEqual(expect.any(Number));
    // Newer ones are not understood by Grafana 12.3.
    expect(Number(dashboard.schemaVersion)).toBeLessThanOrEqual(42);
  });

  it('asks the chosen data source, never a particular one', () => {
    const references = referencesIn(dashboard);
    expect(references.length).toBeGreaterThan(panels.length / 2);
    expect(references.filter(({ type, uid }) => type !== pluginId || uid !== '${datasource}')).toEqual([]);
    const [first] = listOf(fieldsOf(dashboard.templating, 'templating').list, 'variables');
    expect(first).toMatchObject({ type: 'datasource', name: 'datasource', query: pluginId });
  });

  it('uses no variable it does not define', () => {
    const defined = listOf(fieldsOf(dashboard.templating, 'templating').list, 'variables').map(({ name }) => name);
    // `${__data.fields.url}` and the like are Grafana's own.
    const used = [...textOf(path).matchAll(/\$\{(?!__)(\w+)[^}]*\}|\$(?!__)([a-zA-Z]\w*)/g)].map(
      ([, braced, plain]) => braced ?? plain
    );
    expect([...new Set(used)].filter((name) => !defined.includes(name))).toEqual([]);
  });

  it('has only queries that this version understands and can answer', () => {
    expect(targets.length).toBeGreaterThan(0);
    const refused = targets.flatMap(({ title, target }) => {
      const query = migrateQuery(target);
      const problems = queryProblems(target).map(({ field, message }) => `${field}: ${message}`);
      return [...problems, ...(isComplete(query) ? [] : ['incomplete'])].map((why) => `${title}: ${why}`);
    });
    expect(refused).toEqual([]);
  });

  it('saves its queries as today’s model writes them', () => {
    for (const { target } of targets) {
      const { refId, datasource, hide, ...query } = target;
      expect(migrateQuery(query)).toEqual(query);
      expect([typeof refId, typeof datasource, hide ?? false]).toEqual(['string', 'object', false]);
    }
  });

  it('has panels that lie within the grid and do not overlap', () => {
    const areas = listOf(dashboard.panels, 'panels').map(areaOf);
    expect(areas.filter(({ x, w }) => x < 0 || x + w > 24)).toEqual([]);
    const overlapping = areas.flatMap((one, index) =>
      areas
        .slice(index + 1)
        .filter((other) => overlap(one, other))
        .map((other) => `${one.title} / ${other.title}`)
    );
    expect(overlapping).toEqual([]);
  });

  it('is made of panels that come with Grafana, each with a title or a text', () => {
    const core = [
      'stat',
      'timeseries',
      'table',
      'barchart',
      'bargauge',
      'gauge',
      'state-timeline',
      'heatmap',
      'nodeGraph',
      'text',
      'row',
    ];
    expect(panels.filter(({ type }) => !core.includes(String(type)))).toEqual([]);
    expect(panels.filter(({ title, type }) => type !== 'text' && !/\S/.test(String(title ?? '')))).toEqual([]);
  });

  it('marks its time axes with what can be marked, each by a name of its own', () => {
    const hasTimeAxis = panels.some(({ type }) => type === 'timeseries' || type === 'state-timeline');
    expect(annotations.length > 0).toBe(hasTimeAxis);
    expect(new Set(annotations.map(({ name }) => name)).size).toBe(annotations.length);
    const markable = ['deployments', 'incidents', 'releases', 'experiments'];
    for (const { name, enable, hide, iconColor, target } of annotations) {
      expect([name, enable, hide, iconColor]).toEqual([
        expect.stringMatching(/\S/),
        expect.any(Boolean),
        false,
        expect.any(String),
      ]);
      expect(markable).toContain(fieldsOf(target, String(name)).queryType);
    }
  });

  it('does not refresh by itself: rate limits are shared', () => {
    expect(dashboard.refresh ?? '').toBe('');
  });
});

/** Every `{ type, uid }` under a key `datasource`, wherever it is; Grafana's built-in annotations are not ours. */
function referencesIn(value: unknown): readonly Fields[] {
  if (Array.isArray(value)) {
    return value.flatMap(referencesIn);
  }
  if (typeof value !== 'object' || value === null) {
    return [];
  }
  return Object.entries(value).flatMap(([key, inner]) =>
    key === 'datasource' && inner !== null
      ? [fieldsOf(inner, 'datasource')].filter(({ type }) => type !== 'grafana')
      : referencesIn(inner)
  );
}

interface Area {
  readonly title: string;
  readonly x: number;
  readonly y: number;
  readonly w: number;
  readonly h: number;
}

function areaOf(panel: Fields): Area {
  const { x, y, w, h } = fieldsOf(panel.gridPos, `gridPos of ${panel.title}`);
  return { title: String(panel.title), x: Number(x), y: Number(y), w: Number(w), h: Number(h) };
}

function overlap(one: Area, other: Area): boolean {
  return one.x < other.x + other.w && other.x < one.x + one.w && one.y < other.y + other.h && other.y < one.y + one.h;
}
