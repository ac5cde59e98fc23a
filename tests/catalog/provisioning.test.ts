import { parse } from 'yaml';
import { exampleExperiments, startSimulators, Simulators } from '../../simulator';
import { decodeSettings, Experiment } from '../../src/query';
import { exists, Fields, fieldsOf, listOf, pluginId, textOf } from './project';

/** As Grafana reads provisioned values: `$$` is one `$`, and a single one would begin the name of a variable. */
function expanded(value: unknown): unknown {
  if (typeof value === 'string') {
    expect(value.replaceAll('$$', '')).not.toContain('$');
    return value.replaceAll('$$', '$');
  }
  if (Array.isArray(value)) {
    return value.map(expanded);
  }
  return typeof value === 'object' && value !== null
    ? Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, expanded(inner)]))
    : value;
}

const dataSources = listOf(
  fieldsOf(parse(textOf('provisioning/datasources/datasources.yml')), 'datasources.yml').datasources,
  'datasources'
);
const compose = fieldsOf(fieldsOf(parse(textOf('docker-compose.yaml')), 'docker-compose.yaml').services, 'services');

describe('the provisioned data source', () => {
  let simulators: Simulators;
  beforeAll(async () => {
    simulators = await startSimulators({ seed: 7, now: Date.UTC(2026, 9, 1), days: 30 });
  });
  afterAll(() => simulators.close());

  const dataSource = (): Fields => dataSources[0];

  it('is one of ours, behind the proxy, with a uid that links can rely on', () => {
    expect(dataSources).toHaveLength(1);
    expect(dataSource()).toMatchObject({ type: pluginId, access: 'proxy', uid: 'dora-simulated' });
    // Without a url, what no route allows has nowhere to go.
    expect(dataSource()).not.toHaveProperty('url');
  });

  it('has the settings the simulators ask for, at the addresses they have in docker-compose.yaml', () => {
    const { settings, problems } = decodeSettings(expanded(dataSource().jsonData));
    expect(problems).toEqual([]);
    const command = String(fieldsOf(compose.simulators, 'simulators').command);
    const [, githubPort] = /--port-github (\d+)/.exec(command) ?? [];
    const [, pagerdutyPort] = /--port-pagerduty (\d+)/.exec(command) ?? [];
    expect(settings).toEqual({
      ...simulators.settings,
      experiments: settings.experiments,
      githubUrl: `http://simulators:${githubPort}`,
      pagerdutyUrl: `http://simulators:${pagerdutyPort}`,
    });
  });

  it('has the experiments of the preview, at dates of their own', () => {
    const { settings } = decodeSettings(expanded(dataSource().jsonData));
    const undated = (experiments: readonly Experiment[]) =>
      experiments.map((one) => ({ ...one, start: '', end: null }));
    expect(undated(settings.experiments)).toEqual(undated(exampleExperiments(Date.UTC(2026, 9, 1))));
  });

  it('has the tokens the simulators accept', () => {
    expect(dataSource().secureJsonData).toEqual({
      githubToken: simulators.tokens.github,
      pagerdutyToken: simulators.tokens.pagerduty,
    });
  });
});

describe('the provisioned dashboards', () => {
  it('are read from where the plugin ships them', () => {
    const [provider] = listOf(
      fieldsOf(parse(textOf('provisioning/dashboards/dora.yaml')), 'dora.yaml').providers,
      'providers'
    );
    expect(fieldsOf(provider.options, 'options').path).toBe(`/var/lib/grafana/plugins/${pluginId}/dashboards`);
    expect(textOf('.config/docker-compose-base.yaml')).toContain(`../dist:/var/lib/grafana/plugins/${pluginId}`);
    expect(exists('src/dashboards')).toBe(true);
  });
});
