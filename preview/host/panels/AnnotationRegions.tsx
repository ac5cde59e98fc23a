import { colorManipulator, DataFrame } from '@grafana/data';
import { UPlotConfigBuilder, useTheme2 } from '@grafana/ui';
import { useLayoutEffect, useRef } from 'react';
import { Region, regionOpacity, regionsOf } from './regions';

interface AnnotationRegionsProps {
  readonly config: UPlotConfigBuilder;
  readonly annotations: readonly DataFrame[] | undefined;
}

/** Shades the regions among a panel's annotations as Grafana does: a tint over the plot, a bar that says what it is below. */
export function AnnotationRegions({ config, annotations }: AnnotationRegionsProps) {
  const { visualization } = useTheme2();
  const regions = useRef<readonly Region[]>([]);
  const redraw = useRef(() => {});

  useLayoutEffect(() => {
    const layer = document.createElement('div');
    config.addHook('init', (plot) => plot.over.appendChild(layer));
    config.addHook('draw', (plot) => {
      redraw.current = () => {
        const at = (time: number) => Math.min(plot.over.clientWidth, Math.max(0, plot.valToPos(time, 'x')));
        layer.replaceChildren(...regions.current.flatMap((region) => shapes(region, at(region.from), at(region.to))));
      };
      redraw.current();
    });
  }, [config]);

  useLayoutEffect(() => {
    regions.current = regionsOf(annotations, visualization.getColorByName);
    redraw.current();
  }, [annotations, visualization]);

  return null;
}

function shapes({ color, text }: Region, left: number, right: number): readonly HTMLElement[] {
  if (right <= left) {
    return [];
  }
  const place = { position: 'absolute', left: `${left}px`, width: `${right - left}px`, boxSizing: 'border-box' };
  const edge = `1px dashed ${color}`;
  const tint = document.createElement('div');
  Object.assign(tint.style, place, {
    ...{ top: '0', bottom: '0', borderLeft: edge, borderRight: edge, pointerEvents: 'none' },
    background: colorManipulator.alpha(color, regionOpacity),
  });
  const bar = document.createElement('div');
  Object.assign(bar.style, place, { bottom: '-5px', height: '5px', background: color });
  bar.title = text;
  bar.dataset.testid = 'annotation-region';
  return [tint, bar];
}
