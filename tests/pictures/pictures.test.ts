import { basename } from 'node:path';
import { fieldsOf, jsonOf, listOf, root } from '../catalog/project';
import { dashboardScenes } from './dashboardScenes';
import { galleryHtml } from './gallery';

const info = fieldsOf(fieldsOf(jsonOf('src/plugin.json'), 'plugin.json').info, 'info');

describe('the pictures', () => {
  it('are of every bundled dashboard in every state, those of the catalog among them', async () => {
    const names = (await dashboardScenes(root)).map(({ name }) => name);
    const bundled = listOf(fieldsOf(jsonOf('src/plugin.json'), 'plugin.json').includes, 'includes').map(({ path }) =>
      basename(String(path), '.json')
    );
    const states = ['full', 'empty', 'partial', 'failed'];
    expect(names.sort()).toEqual(bundled.flatMap((name) => states.map((state) => `dashboard-${name}-${state}`)).sort());
    for (const { path } of listOf(info.screenshots, 'screenshots')) {
      expect(names).toContain(`dashboard-${basename(String(path), '.png')}-full`);
    }
  });

  it('stand in a page, a row a scene, and what could not be taken is said', async () => {
    const [scene] = await dashboardScenes(root);
    const html = galleryHtml([{ scene, theme: 'light', width: 800, file: 'a.png' }]);
    expect(html).toContain('<h2>Dashboards</h2>');
    expect(html.match(/<img /g)).toHaveLength(1);
    expect(html.match(/not taken/g)).toHaveLength(3);
  });
});
