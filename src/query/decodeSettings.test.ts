import fc from 'fast-check';
import { defaultRules } from '../metrics';
import { decodeSettings, defaultSettings, encodeSettings } from '.';

const fieldsOf = (jsonData: unknown) => decodeSettings(jsonData).problems.map((problem) => problem.field);

describe('decodeSettings', () => {
  it.each([[undefined], [null], [{}]])('gives the defaults for %j', (jsonData) => {
    expect(decodeSettings(jsonData)).toEqual({ settings: defaultSettings, problems: [] });
  });

  it('reads partial settings as a person would write them', () => {
    const { settings, problems } = decodeSettings({
      githubUrl: ' https://github.example.com// ',
      organizations: 'acme',
      githubEnabled: 'false',
      rules: { environmentPattern: '^live$', attributionWindowHours: '12' },
      teams: [{ name: 'Pay', repositories: ['pay-*'], services: [42], rules: { changeUnit: 'commit' } }],
    });
    expect(problems).toEqual([]);
    expect(settings).toEqual({
      ...defaultSettings,
      githubUrl: 'https://github.example.com',
      organizations: ['acme'],
      githubEnabled: false,
      rules: { ...defaultRules, environmentPattern: '^live$', attributionWindowHours: 12 },
      teams: [
        {
          name: 'Pay',
          repositories: ['pay-*'],
          githubTeam: '',
          services: ['42'],
          pagerdutyTeam: '',
          serviceRepositories: {},
          rules: { changeUnit: 'commit' },
          targets: {},
        },
      ],
    });
  });

  it.each<[string, unknown, readonly string[]]>([
    ['a newer schema', { schemaVersion: 2 }, ['schemaVersion']],
    ['no object', 'x', ['']],
    ['an address without a scheme', { githubUrl: 'github.example.com' }, ['githubUrl']],
    ['an address of another scheme', { feedUrl: 'file:///etc/passwd' }, ['feedUrl']],
    ['a token in an address', { pagerdutyUrl: 'https://me:secret@pd.example.com' }, ['pagerdutyUrl']],
    ['github.com as an own server', { githubUrl: 'https://github.com/' }, ['githubUrl']],
    ['the API path', { githubUrl: 'https://github.example.com/api/v3' }, ['githubUrl']],
    ['GHE.com as an own server', { githubUrl: 'https://octo.ghe.com' }, ['githubUrl']],
    ['a feed with a query string', { feedUrl: 'https://x.example.com/feed.json?key=1' }, []],
    ['a repository as an organisation', { organizations: ['acme/pay'] }, ['organizations']],
    ['a URL as a repository', { repositories: ['https://github.com/acme/pay'] }, ['repositories']],
    ['an exclusion', { repositories: ['acme/*', '!acme/old-*'] }, []],
    ['an unknown region', { pagerdutyRegion: 'mars' }, ['pagerdutyRegion']],
    ['a broken pattern', { rules: { hotfixPattern: '(' } }, ['rules.hotfixPattern']],
    ['an unknown rule', { rules: { hotfixPatern: 'x' } }, ['rules.hotfixPatern']],
    ['a negative window', { rules: { attributionWindowHours: -1 } }, ['rules.attributionWindowHours']],
    ['an override without reason', { rules: { overrides: [{ incident: 'P1' }] } }, ['rules.overrides[0].reason']],
    [
      'an override without incident',
      { rules: { overrides: [{ author: 'ann', reason: 'x' }] } },
      ['rules.overrides[0].incident'],
    ],
    ['a team without a name', { teams: [{ repositories: ['a/b'] }] }, ['teams[0].name']],
    ['two teams of one name', { teams: [{ name: 'Pay' }, { name: 'pay' }] }, ['teams[1].name']],
    ['a slug without its organisation', { teams: [{ name: 'Pay', githubTeam: 'pay' }] }, ['teams[0].githubTeam']],
    [
      "a team's broken pattern",
      { teams: [{ name: 'Pay', rules: { tagPattern: '[' } }] },
      ['teams[0].rules.tagPattern'],
    ],
    [
      'percent for a share',
      { teams: [{ name: 'Pay', targets: { changeFailRate: 15 } }] },
      ['teams[0].targets.changeFailRate'],
    ],
    ['a target for nothing', { teams: [{ name: 'Pay', targets: { mttr: 1 } }] }, ['teams[0].targets.mttr']],
    ['teams that are no list', { teams: { name: 'Pay' } }, ['teams']],
    ['an unknown storage', { storage: 'server' }, ['storage']],
    ['no storage', { storage: 'none', storageMegabytes: 5 }, []],
    ['a limit that keeps nothing', { storageMegabytes: 4.9 }, ['storageMegabytes']],
    ['a limit beyond reason', { storageMegabytes: 2001 }, ['storageMegabytes']],
    ['a limit that is no number', { storageMegabytes: 'much' }, ['storageMegabytes']],
    ['a limit that provisioning wrote as text', { storageMegabytes: '50' }, []],
  ])('names the field of %s', (_, jsonData, fields) => {
    expect(fieldsOf(jsonData)).toEqual(fields);
  });

  it('never shows a password that stands in an address', () => {
    const [problem] = decodeSettings({ githubUrl: 'https://me:hunter2@github.example.com' }).problems;
    expect(problem?.message).not.toContain('hunter2');
  });

  it('keeps a pattern that a person still has to mend, and defaults where nothing was meant', () => {
    expect(decodeSettings({ rules: { hotfixPattern: '(' } }).settings.rules.hotfixPattern).toBe('(');
    expect(decodeSettings({ rules: { environmentPattern: '' } }).settings.rules.environmentPattern).toBe('prod|live');
  });

  it('keeps the usual amount where the limit was not understood, and the one that was said where it was', () => {
    expect(decodeSettings({ storageMegabytes: 0 }).settings.storageMegabytes).toBe(200);
    expect(decodeSettings({ storageMegabytes: '50' }).settings).toMatchObject({
      storage: 'browser',
      storageMegabytes: 50,
    });
    const [problem] = decodeSettings({ storageMegabytes: 0 }).problems;
    expect(problem?.message).toMatch(
      /from 5 to 2000 megabytes, not 0; 200 is used\. To keep nothing, set storage to none/
    );
  });

  it('reads back what it encodes, through JSON, whatever was saved', () => {
    const jsonData = fc.oneof(
      fc.anything(),
      fc.record(
        {
          githubUrl: fc.oneof(fc.webUrl(), fc.string()),
          organizations: fc.array(fc.string()),
          repositories: fc.array(fc.string()),
          storage: fc.oneof(fc.constantFrom('browser', 'none'), fc.string()),
          storageMegabytes: fc.oneof(fc.double(), fc.integer({ min: 0, max: 3000 }), fc.string()),
          teams: fc.array(
            fc.record({
              name: fc.string(),
              services: fc.array(fc.string()),
              serviceRepositories: fc.dictionary(fc.string(), fc.array(fc.string())),
              rules: fc.record({ attributionWindowHours: fc.anything(), urgencies: fc.array(fc.string()) }),
              targets: fc.record({ changeLeadTime: fc.double(), changeFailRate: fc.double() }),
            })
          ),
        },
        { requiredKeys: [] }
      )
    );
    fc.assert(
      fc.property(jsonData, (saved) => {
        const { settings } = decodeSettings(saved);
        expect(decodeSettings(JSON.parse(JSON.stringify(encodeSettings(settings)))).settings).toEqual(settings);
      })
    );
  });
});
