import { decodeSettings, githubScope } from '.';

describe('githubScope', () => {
  it.each<[string, object, readonly string[]]>([
    ['whole organisations', { organizations: ['acme'] }, []],
    ['a pattern as it is', { organizations: ['acme'], repositories: ['acme/pay-*', '!acme/pay-old'] }, ['acme/pay-*']],
    [
      'a bare pattern for each',
      { organizations: ['acme', 'beta'], repositories: ['pay-*'] },
      ['acme/pay-*', 'beta/pay-*'],
    ],
    ['an owner glob for those it matches', { organizations: ['acme', 'beta'], repositories: ['a*/pay'] }, ['acme/pay']],
    [
      "teams' patterns where the settings narrow",
      {
        organizations: ['acme'],
        repositories: ['acme/pay'],
        teams: [{ name: 'Web', repositories: ['web', 'acme/pay'] }],
      },
      ['acme/pay', 'acme/web'],
    ],
    [
      'no narrowing by teams',
      { organizations: ['Acme'], teams: [{ name: 'Web', repositories: ['acme/web', 'beta/web'] }] },
      ['beta/web'],
    ],
  ])('lists %s', (_, jsonData, repositories) => {
    expect(githubScope(decodeSettings(jsonData).settings).repositories).toEqual(repositories);
  });

  it('names each GitHub team once', () => {
    const teams = [{ name: 'A', githubTeam: 'acme/web' }, { name: 'B', githubTeam: 'acme/web' }, { name: 'C' }];
    expect(githubScope(decodeSettings({ teams }).settings).teams).toEqual(['acme/web']);
  });
});
