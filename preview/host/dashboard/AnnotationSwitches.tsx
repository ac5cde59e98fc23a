import { LoadingState } from '@grafana/data';
import {
  ControlsLabel,
  SceneComponentProps,
  SceneDataLayerProvider,
  sceneGraph,
  SceneDataLayerSet,
  SceneObjectBase,
  SceneObjectState,
} from '@grafana/scenes';
import React from 'react';

/** The switches of a dashboard's annotation queries, each with its name. */
export class AnnotationSwitches extends SceneObjectBase<SceneObjectState> {
  static readonly Component = ({ model }: SceneComponentProps<AnnotationSwitches>) => {
    const layers = sceneGraph
      .getDataLayers(model, true)
      .flatMap((one) => (one instanceof SceneDataLayerSet ? one.state.layers : []));
    return (
      <>
        {layers.map((layer) => (
          <AnnotationSwitch key={layer.state.key} layer={layer} />
        ))}
      </>
    );
  };
}

function AnnotationSwitch({ layer }: { readonly layer: SceneDataLayerProvider }) {
  const { key, name, data, isHidden } = layer.useState();
  if (isHidden === true) {
    return null;
  }
  return (
    <div style={{ display: 'flex' }}>
      <ControlsLabel
        // As the layer's own switch is called.
        htmlFor={`data-layer-${key}`}
        label={name}
        isLoading={data?.state === LoadingState.Loading}
        onCancel={() => layer.cancelQuery?.()}
        error={data?.errors?.[0]?.message}
      />
      <layer.Component model={layer} />
    </div>
  );
}
