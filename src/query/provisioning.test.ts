import fc from 'fast-check';
import { parse } from 'yaml';
import { decodeSettings, defaultSettings, defaultTeam, DoraSettings } from '.';
import { DataSourceEntry, fromProvisioning, toProvisioning } from './provisioning';

const entry = (settings: Partial<DoraSettings>, more: Partial<DataSourceEntry> = {}): DataSourceEntry => ({
  name: 'DORA',
  uid: 'dora',
  settings: { ...defaultSettings, ...settings },
  others: {},
  secrets: [],
  ...more,
});

describe('toProvisioning', () => {
  it('writes a whole data source, with secrets as environment variables', async () => {
    const text = await toProvisioning(
      entry(
        { organizations: ['acme'] },
        { secrets: ['githubToken', 'pagerdutyToken'], others: { alertmanagerUid: 'am' } }
      )
    );
    expect(parse(text)).toEqual({
      apiVersion: 1,
      datasources: [
        {
          name: 'DORA',
          uid: 'dora',
          type: 'deliverymetrics-dora-datasource',
          access: 'proxy',
          jsonData: expect.objectContaining({ schemaVersion: 1, organizations: ['acme'], alertmanagerUid: 'am' }),
          secureJsonData: { githubToken: '$DORA_GITHUB_TOKEN', pagerdutyToken: '$DORA_PAGERDUTY_TOKEN' },
        },
      ],
    });
  });

  it('doubles every $ of a value, because Grafana would read the name of a variable, and none of a field’s name', async () => {
    const teams = [{ ...defaultTeam, name: 'A$B', services: ['$$'], serviceRepositories: { S$1: ['acme/a'] } }];
    const text = await toProvisioning(
      entry({ teams, rules: { ...defaultSettings.rules, environmentPattern: '^(prod|live)$' } })
    );
    const [{ jsonData }] = parse(text).datasources;
    expect(jsonData.rules.environmentPattern).toBe('^(prod|live)$$');
    expect(jsonData.teams[0]).toMatchObject({
      name: 'A$$B',
      services: ['$$$$'],
      serviceRepositories: { S$1: ['acme/a'] },
    });
  });

  // YAML 1.1 reads these as a truth, a number or a date, and Grafana's reader knows parts of it.
  it.each(['yes', 'off', '1_000', '0777', '2024-01-01', '~', 'null', '1e3'])(
    'keeps the name %s a text',
    async (name) => {
      const text = await toProvisioning(entry({ teams: [{ ...defaultTeam, name }] }));
      expect(text).toContain(`name: "${name}"`);
    }
  );
});

describe('fromProvisioning', () => {
  const file = (jsonData: string) =>
    `datasources:\n  - {name: Other, type: prometheus}\n  - name: DORA\n    type: deliverymetrics-dora-datasource\n    jsonData: ${jsonData}\n`;

  it.each([
    ['a provisioning file', file('{organizations: [acme]}')],
    ['one entry', '{"type":"deliverymetrics-dora-datasource","jsonData":{"organizations":["acme"]}}'],
    ['an entry without its type', 'jsonData:\n  organizations: acme'],
    ['bare settings', 'organizations: [acme]'],
    ['bare settings as JSON', '\uFEFF{"organizations":["acme"]}'],
  ])('reads %s', async (_, text) => {
    const { entry: found, problems } = await fromProvisioning(text);
    expect(problems).toEqual([]);
    expect(found?.settings).toEqual({ ...defaultSettings, organizations: ['acme'] });
  });

  it.each<[string, string, RegExp]>([
    ['text that is no YAML', 'a: [', /neither YAML nor JSON.*line 1/],
    ['nothing', '', /must hold a data source or its settings/],
    ['a list', '- a', /must hold a data source/],
    ['another data source', '{type: loki, jsonData: {}}', /type "loki"/],
    ['a file without ours', 'datasources: [{type: loki}]', /no data source of type/],
    ['something else', 'services: {}', /neither a provisioning file nor settings/],
    ['settings of a newer version', 'schemaVersion: 9', /newer version.*Nothing was taken over/],
    ['a bomb of aliases', `a: &a [x]\n${'b: &b [*a,*a]\n'}teams: ${'['.repeat(2)}`, /neither YAML/],
  ])('says why it reads nothing of %s', async (_, text, sentence) => {
    const { entry: found, problems } = await fromProvisioning(text);
    expect(found).toBeNull();
    expect(problems.map(({ message }) => message).join(' ')).toMatch(sentence);
  });

  it('names the field of every mistake, and keeps what was good', async () => {
    const { entry: found, problems } = await fromProvisioning(
      file('{organizations: [acme], pagerdutyRegion: mars, teams: [{name: Pay, targets: {changeFailRate: 15}}]}')
    );
    expect(problems.map(({ field }) => field)).toEqual(['pagerdutyRegion', 'teams[0].targets.changeFailRate']);
    expect(found?.settings).toMatchObject({ organizations: ['acme'], pagerdutyRegion: 'us', teams: [{ name: 'Pay' }] });
  });

  it.each(['$GITHUB_URL', 'https://${HOST}/', '$__env{HOST}'])(
    'says that %s is filled in by Grafana and not known here',
    async (value) => {
      const { problems } = await fromProvisioning(file(`{organizations: ["${value}"]}`));
      expect(problems[0]).toMatchObject({ field: 'organizations[0]', message: expect.stringMatching(/environment/) });
    }
  );

  it('reads $$ as one $, and takes a $ that names nothing for itself', async () => {
    const { entry: found, problems } = await fromProvisioning(
      file('{rules: {environmentPattern: "^live$$", hotfixPattern: "(fix|hot)$"}}')
    );
    expect(problems).toEqual([]);
    expect(found?.settings.rules).toMatchObject({ environmentPattern: '^live$', hotfixPattern: '(fix|hot)$' });
  });

  it('takes the data source of this uid out of several, and says so', async () => {
    const one = (uid: string) =>
      `  - {uid: ${uid}, name: ${uid}, type: deliverymetrics-dora-datasource, jsonData: {}}\n`;
    const { entry: found, problems } = await fromProvisioning(`datasources:\n${one('a')}${one('b')}`, 'b');
    expect(found?.name).toBe('b');
    expect(problems.map(({ message }) => message)).toEqual([expect.stringMatching(/2 data sources.*"b" was read/)]);
  });

  it('never rejects, whatever the text', async () => {
    await fc.assert(
      fc.asyncProperty(fc.oneof(fc.string(), fc.json()), async (text) => {
        const { entry: found, problems } = await fromProvisioning(text);
        expect(found !== null || problems.length > 0).toBe(true);
      })
    );
  });
});

describe('export and import', () => {
  const text = fc.oneof(
    fc.string(),
    fc.string({ unit: 'grapheme' }),
    fc.constantFrom(
      '^live$',
      '$HOME',
      '${X}',
      '$$',
      'yes',
      '1_000',
      '<<',
      '- a',
      'a: b',
      '"',
      "'",
      'a\nb',
      '\t',
      '#',
      '\u2028'
    )
  );
  const texts = fc.array(text, { maxLength: 3 });
  const saved = fc.record({
    githubUrl: fc.oneof(fc.webUrl(), text),
    feedUrl: fc.oneof(fc.webUrl({ withQueryParameters: true }), text),
    organizations: texts,
    repositories: texts,
    pagerdutyRegion: fc.constantFrom('us', 'eu'),
    githubEnabled: fc.boolean(),
    storageMegabytes: fc.double({ min: 5, max: 2000, noNaN: true }),
    benchmarkYear: fc.constantFrom(2019, 2021, 2024, 2025),
    rules: fc.record({
      environmentPattern: text,
      hotfixPattern: text,
      workflowEvents: texts,
      attributionWindowHours: fc.double({ min: 0, max: 1e6, noNaN: true }),
      overrides: fc.array(fc.record({ incident: text, deployment: fc.option(text), author: text, reason: text }), {
        maxLength: 2,
      }),
    }),
    teams: fc.array(
      fc.record({
        name: text,
        repositories: texts,
        githubTeam: text,
        services: texts,
        serviceRepositories: fc.dictionary(text, texts, { maxKeys: 2 }),
        rules: fc.record({ tagPattern: text, includePrereleases: fc.boolean() }),
        targets: fc.record({ changeLeadTime: fc.double({ min: 0, noNaN: true, noDefaultInfinity: true }) }),
      }),
      { maxLength: 3 }
    ),
  });

  it('give back the same settings, name and other fields, whatever they are', async () => {
    await fc.assert(
      fc.asyncProperty(saved, text, async (jsonData, name) => {
        const { settings } = decodeSettings(jsonData);
        const others = { tlsSkipVerify: true, note: name };
        const yaml = await toProvisioning(entry(settings, { name, others, secrets: ['feedToken'] }));
        const { entry: found } = await fromProvisioning(yaml, 'dora');
        expect(found?.settings).toEqual(settings);
        expect(found?.others).toEqual(others);
      })
    );
  });
});
