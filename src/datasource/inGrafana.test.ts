import { giveGrafana } from './testing/grafana';
import { AnnotationEvent, applyFieldOverrides, createTheme, DataFrameView, LoadingState } from '@grafana/data';
import {
  AdHocFiltersVariable,
  CustomVariable,
  dataLayers,
  EmbeddedScene,
  QueryVariable,
  SceneDataLayerSet,
  SceneFlexLayout,
  sceneGraph,
  SceneObject,
  SceneQueryRunner,
  SceneTimeRange,
  SceneVariable,
  SceneVariableSet,
} from '@grafana/scenes';
import { filter, firstValueFrom } from 'rxjs';
import { Answer, ReleaseRow } from '../engine';
import { complete } from '../engine/testing/complete';
import { toFrames } from '../frames/testing/toFrames';
import { deploymentRow, experimentRow, incidentRow, itemRow, monday } from '../frames/testing/rows';
import { plainQuery } from '../query';
import { Templates } from './interpolation';
import { createDataSource, FakeEngine, from, now } from './testing/fakes';
import { StoredQuery } from './types';

/** What Grafana's own scenes make of annotations, variables and ad hoc filters, with the answers of a made-up engine. */

const settled = () => new Promise((resolve) => setTimeout(resolve, 50));

function sceneOf($data: SceneDataLayerSet | SceneQueryRunner, variables: SceneVariable[] = []): SceneObject {
  return new EmbeddedScene({
    $timeRange: new SceneTimeRange({ from: new Date(from).toISOString(), to: new Date(now).toISOString() }),
    $variables: new SceneVariableSet({ variables }),
    $data,
    body: new SceneFlexLayout({ children: [] }),
  });
}

async function marksOf(target: Partial<StoredQuery>, answer: Answer): Promise<readonly AnnotationEvent[]> {
  const { source, engine } = createDataSource();
  giveGrafana(source);
  const layer = new dataLayers.AnnotationsDataLayer({
    name: 'Delivery',
    query: {
      name: 'Delivery',
      enable: true,
      iconColor: 'blue',
      datasource: { uid: 'dora' },
      target: { refId: 'Anno', ...target },
    },
  });
  const stop = sceneOf(new SceneDataLayerSet({ layers: [layer] })).activate();
  const shown = firstValueFrom(layer.getResultsStream().pipe(filter(({ data }) => data.state === LoadingState.Done)));
  await settled();
  engine.runs[0].give(complete(answer));
  const { data } = await shown;
  stop();
  return new DataFrameView<AnnotationEvent>(data.series[0]).toArray();
}

describe('annotations', () => {
  it('mark deployments in the colour of what became of them', async () => {
    const rows = [
      deploymentRow({ id: 'fine' }),
      deploymentRow({ id: 'failed', failed: true, recoveredAt: monday + 60_000 }),
      deploymentRow({ id: 'rework', rework: true }),
    ];
    const marks = await marksOf(plainQuery('deployments'), { type: 'deployments', rows, notices: [] });
    expect(marks.map(({ id, color, isRegion, time, timeEnd }) => [id, color, isRegion, time, timeEnd])).toEqual([
      ['fine', 'green', false, monday, undefined],
      ['failed', 'red', true, monday, monday + 60_000],
      ['rework', 'yellow', false, monday, undefined],
    ]);
    expect(marks[0]).toMatchObject({
      title: 'acme/pay 0123456 to production',
      tags: ['acme/pay', 'production', 'payments'],
    });
  });

  it("mark incidents as regions in the annotation's own colour, open ones until now", async () => {
    const rows = [incidentRow({ id: 'over', resolvedAt: monday + 60_000 }), incidentRow({ id: 'open' })];
    const marks = await marksOf(plainQuery('incidents'), { type: 'incidents', rows, notices: [] });
    expect(marks.map(({ id, isRegion, timeEnd }) => [id, isRegion, timeEnd])).toEqual([
      ['over', true, monday + 60_000],
      ['open', true, now],
    ]);
    expect(new Set(marks.map(({ color }) => color)).size).toBe(1);
    expect(['red', 'green', 'yellow']).not.toContain(marks[0].color);
  });

  it('mark an experiment in their own colour and its washout in grey, both of them', async () => {
    const day = 86_400_000;
    const row = experimentRow({ start: monday, end: monday + 60 * day, washoutUntil: monday + 14 * day });
    const marks = await marksOf(plainQuery('experiments'), { type: 'experiments', rows: [row], notices: [] });
    expect(marks.map(({ isRegion, time, timeEnd }) => [isRegion, time, timeEnd])).toEqual([
      [true, monday, monday + 60 * day],
      [true, monday, monday + 14 * day],
    ]);
    expect(marks.map(({ title }) => title)).toEqual(['Small batches', 'Washout: Small batches']);
    expect(marks[1].color).toBe('gray');
    expect(marks[0].color).not.toBe('gray');
  });
});

describe('the links of a list', () => {
  const scene = sceneOf(new SceneDataLayerSet({ layers: [] }));
  /** Where each row of a column leads, as Grafana's tables ask. */
  const addressesOf = (answer: Answer, column: string) => {
    const [frame] = applyFieldOverrides({
      data: toFrames({
        refId: 'A',
        query: answer.type === 'items' ? plainQuery('items') : plainQuery('releases'),
        progress: complete(answer),
        context: { from, to: now, timeZone: 'UTC', now },
        benchmarkYear: 2024,
        source: { uid: 'dora', name: 'DORA' },
      }),
      fieldConfig: { defaults: {}, overrides: [] },
      replaceVariables: (text, scopedVars, format) =>
        sceneGraph.interpolate(scene, text, scopedVars, typeof format === 'string' ? format : undefined),
      theme: createTheme(),
    });
    const field = frame.fields.find(({ name }) => name === column);
    return Array.from({ length: frame.length }, (_, valueRowIndex) =>
      field?.getLinks?.({ valueRowIndex }).map(({ href }) => href)
    );
  };

  it('are the addresses that the upstream gave; a row without one has an empty one, of which Grafana makes no link', () => {
    const release: ReleaseRow = {
      id: 'r1',
      repository: 'acme/pay',
      team: null,
      tag: 'v1.0',
      name: null,
      sha: 'c',
      url: 'https://github.com/acme/pay/releases/tag/v1.0',
      at: monday,
      kind: 'release',
    };
    const rows = [release, { ...release, url: null }];
    expect(addressesOf({ type: 'releases', rows, notices: [] }, 'Tag')).toEqual([
      ['https://github.com/acme/pay/releases/tag/v1.0'],
      [''],
    ]);
  });

  it('lead to a ruling only where there is an incident to rule on', () => {
    const item = itemRow({});
    const rows = [{ ...item, ruling: { incident: 'acme/pay#7', deployment: 'd2' } }, item];
    expect(addressesOf({ type: 'items', rows, notices: [] }, 'Ruling')).toEqual([
      ['/connections/datasources/edit/dora?doraIncident=acme~2Fpay~237&doraDeployment=d2'],
      [''],
    ]);
  });
});

describe('ad hoc filters', () => {
  it('reach the engine as the dashboard has them', async () => {
    const { source, engine } = createDataSource();
    giveGrafana(source);
    const filters = new AdHocFiltersVariable({
      name: 'filters',
      applyMode: 'auto',
      datasource: { uid: 'dora' },
      filters: [
        { key: 'team', operator: '=|', value: 'web', values: ['web', 'ops'] },
        { key: 'environment', operator: '!=', value: 'staging' },
      ],
    });
    const runner = new SceneQueryRunner({
      datasource: { uid: 'dora' },
      queries: [{ refId: 'A', ...plainQuery('metrics') }],
    });
    const stop = sceneOf(runner, [filters]).activate();
    runner.setContainerWidth(1000);
    runner.runQueries();
    await settled();
    expect(engine.runs[engine.runs.length - 1].query.filters).toMatchObject({
      teams: ['web', 'ops'],
      environments: ['!staging'],
    });
    stop();
  });
});

describe('variables', () => {
  it('depend on each other, take several values or All, and are cut by a regular expression', async () => {
    const engine = new FakeEngine();
    engine.names = {
      organization: {
        teams: [
          { name: 'web', repositories: ['acme/web', 'acme/shop'], services: [] },
          { name: 'ops', repositories: ['acme/ops'], services: [] },
          { name: 'lab', repositories: ['acme/lab'], services: [] },
        ],
        repositories: ['acme/lab', 'acme/ops', 'acme/shop', 'acme/web'],
        services: [],
      },
      problems: [],
    };
    let scene: SceneObject | null = null;
    const templates: Templates = {
      getVariables: () => [],
      replace: (text, scopedVars, format) =>
        scene === null ? (text ?? '') : sceneGraph.interpolate(scene, text, scopedVars, asFormatter(format)),
    };
    const { source } = createDataSource({
      engine,
      editors: { variable: () => null, annotation: () => null },
      templates,
    });
    giveGrafana(source);
    const team = new CustomVariable({
      name: 'team',
      query: 'web,ops,lab',
      isMulti: true,
      includeAll: true,
      value: ['web', 'ops'],
      text: ['web', 'ops'],
    });
    const repository = new QueryVariable({
      name: 'repository',
      datasource: { uid: 'dora' },
      query: { refId: 'repository', kind: 'repositories', teams: ['$team'] },
      regex: '/acme\\/([^w].*)/',
    });
    const runner = new SceneQueryRunner({ datasource: { uid: 'dora' }, queries: [] });
    scene = sceneOf(runner, [team, repository]);
    const stop = scene.activate();
    await settled();
    expect(repository.state.options.map(({ value }) => value)).toEqual(['ops', 'shop']);
    team.changeValueTo(['$__all']);
    await settled();
    expect(repository.state.options.map(({ value }) => value)).toEqual(['lab', 'ops', 'shop']);
    stop();
  });
});

type Formatter = Parameters<typeof sceneGraph.interpolate>[3];

function asFormatter(format: unknown): Formatter {
  return typeof format === 'function' ? (value) => String(format(value)) : undefined;
}
