import { giveGrafana } from '../../../src/datasource/testing/grafana';
import { dataLayers } from '@grafana/scenes';
import { createDataSource } from '../../../src/datasource/testing/fakes';
import { annotationLayers } from './annotations';

giveGrafana(createDataSource().source);

const ours = { type: 'deliverymetrics-dora-datasource', uid: '${datasource}' };
const target = { refId: 'Anno', queryType: 'experiments' };

describe('the annotation queries of a dashboard', () => {
  it('become layers of their name, switched as saved', () => {
    const set = annotationLayers([
      { name: 'Experiments', enable: true, hide: false, iconColor: 'blue', datasource: ours, target },
      { name: 'Incidents', enable: false, hide: true, iconColor: 'orange', datasource: ours, target },
    ]);
    expect(set?.state.layers.map(({ state: { name, isEnabled, isHidden } }) => [name, isEnabled, isHidden])).toEqual([
      ['Experiments', true, false],
      ['Incidents', false, true],
    ]);
    const first = set?.state.layers[0];
    expect(first instanceof dataLayers.AnnotationsDataLayer && first.state.query).toMatchObject({
      datasource: ours,
      iconColor: 'blue',
      target,
    });
  });

  it('of Grafana itself are left out, and without others there are no layers', () => {
    const builtIn = { name: 'Annotations & Alerts', builtIn: 1, datasource: { type: 'datasource', uid: 'grafana' } };
    const own = { name: 'Notes', datasource: { type: 'grafana', uid: '-- Grafana --' } };
    expect(annotationLayers([builtIn, own])).toBeNull();
    expect(annotationLayers([])).toBeNull();
  });
});
