import { colorManipulator, DataFrame } from '@grafana/data';
import { UPlotConfigBuilder, useTheme2 } from '@grafana/ui';
import { useLayoutEffect, useRef } from 'react';

/** A stretch of time that a data source or an annotation query has marked. Epoch milliseconds. */
interface Region {
  readonly from: number;
  readonly to: number;
  readonly color: string;
  readonly text: string;
}

interface AnnotationRegionsProps {
  readonly config: UPlotConfigBuilder;
  readonly annotations: readonly DataFrame[];
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
    regions.current = annotations.flatMap((frame) => regionsOf(frame, visualization.getColorByName));
    redraw.current();
  }, [annotations, visualization]);

  return null;
}

function regionsOf(frame: DataFrame, colorOf: (name: string) => string): readonly Region[] {
  const read = (name: string, index: number): unknown =>
    frame.fields.find((field) => field.name === name)?.values[index];
  return Array.from({ length: frame.length }, (_, index) => index).flatMap((index) => {
    const [from, to] = [read('time', index), read('timeEnd', index)];
    if (typeof from !== 'number' || typeof to !== 'number' || read('isRegion', index) !== true) {
      return [];
    }
    return [
      { from, to, color: colorOf(String(read('color', index) ?? 'gray')), text: String(read('text', index) ?? '') },
    ];
  });
}

function shapes({ color, text }: Region, left: number, right: number): readonly HTMLElement[] {
  if (right <= left) {
    return [];
  }
  const place = { position: 'absolute', left: `${left}px`, width: `${right - left}px`, boxSizing: 'border-box' };
  const edge = `1px dashed ${color}`;
  const tint = document.createElement('div');
  Object.assign(tint.style, place, {
    top: '0',
    bottom: '0',
    borderLeft: edge,
    borderRight: edge,
    pointerEvents: 'none',
  });
  tint.style.background = colorManipulator.alpha(color, 0.1);
  const bar = document.createElement('div');
  Object.assign(bar.style, place, { bottom: '-5px', height: '5px', background: color });
  bar.title = text;
  bar.dataset.testid = 'annotation-region';
  return [tint, bar];
}
