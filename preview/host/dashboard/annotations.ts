import { dataLayers, SceneDataLayerSet } from '@grafana/scenes';
import { AnnotationJson } from './json';

/**
 * A dashboard's annotation queries, each with a switch. Those of Grafana's own data source are left out: the preview has no
 * database of annotations. Null: there are none.
 */
export function annotationLayers(list: readonly AnnotationJson[]): SceneDataLayerSet | null {
  const asked = list.filter(({ builtIn, datasource }) => builtIn !== 1 && datasource?.type !== 'grafana');
  if (asked.length === 0) {
    return null;
  }
  return new SceneDataLayerSet({
    name: 'Annotations',
    layers: asked.map(
      ({ name, enable = true, hide = false, iconColor = 'red', datasource, target, mappings }, index) =>
        new dataLayers.AnnotationsDataLayer({
          key: `annotations-${index}`,
          name,
          isEnabled: enable,
          isHidden: hide,
          query: { name, enable, iconColor, datasource: datasource ?? null, target, mappings },
        })
    ),
  });
}
