import { defaultSettings } from '../query';
import { grafanasViewer, openVault } from './vault';

describe('grafanasViewer', () => {
  const user = { id: 5, orgId: 2 };

  it.each<[string, unknown, object | null]>([
    ['somebody', { user }, { orgId: 2, userId: 5 }],
    ['nobody signed in, which is somebody too', { user: { id: 0, orgId: 1 } }, { orgId: 1, userId: 0 }],
    ['no user', {}, null],
    ['a user without a number', { user: { orgId: 1 } }, null],
    ['a user of no organisation', { user: { id: 5 } }, null],
    ['no boot data at all', null, null],
  ])('is %s', (_, bootData, viewer) => {
    expect(grafanasViewer(JSON.parse(JSON.stringify(bootData)))).toEqual(viewer);
  });
});

describe('openVault', () => {
  it('keeps nothing, and says why, where it is not known for whom', async () => {
    const vault = openVault({ pluginId: 'p', uid: 'x', settings: defaultSettings }, null);
    await vault.save(new Map([['a', 1]]));
    expect((await vault.load(['a'])).size).toBe(0);
    expect(await vault.usage()).toEqual({ bytes: 0, entries: 0 });
    expect(vault.trouble()).toMatch(/Grafana does not say who is signed in/);
  });
});
