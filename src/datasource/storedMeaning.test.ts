import { defaultSettings, DoraSettings } from '../query';
import { storedMeaning } from './storedMeaning';

function named(settings: Partial<DoraSettings>): string {
  return storedMeaning({ ...defaultSettings, ...settings });
}

describe('storedMeaning', () => {
  it('says where events come from', () => {
    expect(named({})).toBe('format=1;github=github.com;pagerduty=us;feed=none');
  });

  it.each<[string, string]>([
    ['a GitHub Enterprise Server', named({ githubUrl: 'https://github.example.com' })],
    ['another one', named({ githubUrl: 'https://github.example.org' })],
    ['GHE.com', named({ githubApiUrl: 'https://api.octo.ghe.com' })],
    ['the EU region', named({ pagerdutyRegion: 'eu' })],
    ['a PagerDuty behind a proxy', named({ pagerdutyUrl: 'https://pd.example.com' })],
    ['a feed', named({ feedUrl: 'https://example.com/feed.json' })],
    ['another feed', named({ feedUrl: 'https://example.com/feed.json?team=2' })],
  ])('is another one for %s', (_, name) => {
    const all = [
      named({}),
      named({ githubUrl: 'https://ghes.example.com' }),
      named({ feedUrl: 'https://example.com/other.json' }),
    ];
    expect(all).not.toContain(name);
  });

  it.each<[string, Partial<DoraSettings>]>([
    ['rules', { rules: { ...defaultSettings.rules, environmentPattern: '^live$' } }],
    ['teams', { teams: [], benchmarkYear: 2023 }],
    ['patterns', { organizations: ['acme'], repositories: ['acme/*'] }],
    ['an upstream switched off for a while', { pagerdutyEnabled: false }],
    ['how much is kept', { storage: 'none', storageMegabytes: 5 }],
  ])('stays the same whatever the %s', (_, settings) => {
    expect(named(settings)).toBe(named({}));
  });

  it('does not tell apart what is the same address', () => {
    expect(named({ githubUrl: 'https://GitHub.Example.com/' })).toBe(
      named({ githubUrl: 'https://github.example.com' })
    );
    const proxied = { pagerdutyUrl: 'https://pd.example.com' };
    expect(named({ ...proxied, pagerdutyRegion: 'eu' })).toBe(named(proxied));
  });

  it('does not show a key that a feed’s address carries', () => {
    expect(named({ feedUrl: 'https://example.com/feed.json?key=hunter2' })).not.toMatch(/hunter2|example/);
  });
});
