import { colorManipulator, DataFrame } from '@grafana/data';
import { UPlotConfigBuilder, useTheme2 } from '@grafana/ui';
import React, { PointerEvent, useLayoutEffect, useMemo, useReducer, useRef, useState } from 'react';
import { createPortal } from 'react-dom';
import { AnnotationMark, annotationMarksOf, plainTextOf, regionOpacity } from './marks';
import { AnnotationTooltip } from './AnnotationTooltip';

interface AnnotationMarksProps {
  readonly config: UPlotConfigBuilder;
  readonly annotations: readonly DataFrame[] | undefined;
  readonly timeZone: string;
}

/** The part of a drawn plot that marks are placed by. */
interface Plot {
  readonly over: HTMLElement;
  valToPos(value: number, scale: string): number;
}

interface Pointed {
  readonly mark: AnnotationMark;
  readonly place: DOMRect;
}

/** Milliseconds in which the pointer may get from a mark to its tooltip. */
const patience = 200;

/**
 * A panel's annotations as Grafana draws them: a region is a tint over the plot and a bar below it, a moment a dashed line
 * with a triangle below. Whoever points at bar or triangle is told what it is.
 */
export function AnnotationMarks({ config, annotations, timeZone }: AnnotationMarksProps) {
  const { visualization } = useTheme2();
  const [plot, setPlot] = useState<Plot | null>(null);
  const [, redraw] = useReducer((count: number) => count + 1, 0);
  const [pointed, setPointed] = useState<Pointed | null>(null);
  const leaving = useRef<ReturnType<typeof setTimeout>>(undefined);
  const marks = useMemo(
    () => annotationMarksOf(annotations, visualization.getColorByName),
    [annotations, visualization]
  );

  useLayoutEffect(() => {
    config.addHook('init', setPlot);
    config.addHook('draw', redraw);
  }, [config]);

  const stay = () => clearTimeout(leaving.current);
  const leave = () => {
    stay();
    leaving.current = setTimeout(() => setPointed(null), patience);
  };
  const point = (mark: AnnotationMark) => (event: PointerEvent<HTMLElement>) => {
    stay();
    setPointed({ mark, place: event.currentTarget.getBoundingClientRect() });
  };
  if (plot === null || plot.over.parentElement === null) {
    return null;
  }
  const { offsetLeft, offsetTop, clientWidth: width, clientHeight: height, parentElement } = plot.over;
  const area = { position: 'absolute', left: offsetLeft, top: offsetTop, width, height } as const;
  return (
    <>
      {createPortal(
        // The axes lie above the plot and would keep the pointer from bars and triangles.
        <div style={{ ...area, zIndex: 101, pointerEvents: 'none' }}>
          {marks.map((mark, index) => {
            const [left, right] = [mark.from, mark.to ?? mark.from].map((time) => plot.valToPos(time, 'x'));
            // Also where its scale is not known yet.
            return !(right >= 0 && left <= width) ? null : (
              <Shapes
                key={index}
                mark={mark}
                left={Math.max(0, left)}
                right={Math.min(width, right)}
                onEnter={point(mark)}
                onLeave={leave}
              />
            );
          })}
        </div>,
        parentElement
      )}
      {pointed !== null && <AnnotationTooltip {...pointed} timeZone={timeZone} onEnter={stay} onLeave={leave} />}
    </>
  );
}

interface ShapesProps {
  readonly mark: AnnotationMark;
  /** Pixels from the left edge of the plot. */
  readonly left: number;
  readonly right: number;
  readonly onEnter: (event: PointerEvent<HTMLElement>) => void;
  readonly onLeave: () => void;
}

function Shapes({ mark, left, right, onEnter, onLeave }: ShapesProps) {
  const { color } = mark;
  const edge = `1px dashed ${color}`;
  const told = { role: 'img', 'aria-label': plainTextOf(mark), onPointerEnter: onEnter, onPointerLeave: onLeave };
  if (mark.to === null) {
    const side = '5px solid transparent';
    return (
      <>
        <div style={{ ...onPlot, left, borderLeft: edge }} />
        <div
          {...told}
          data-testid="annotation-line"
          style={{
            ...{ position: 'absolute', left: left - 5, bottom: -5, width: 0, height: 0, pointerEvents: 'auto' },
            ...{ borderLeft: side, borderRight: side, borderBottom: `5px solid ${color}` },
          }}
        />
      </>
    );
  }
  const stretch = { left, width: Math.max(1, right - left), boxSizing: 'border-box' } as const;
  const background = colorManipulator.alpha(color, regionOpacity);
  return (
    <>
      <div style={{ ...onPlot, ...stretch, background, borderLeft: edge, borderRight: edge }} />
      <div
        {...told}
        data-testid="annotation-region"
        style={{ position: 'absolute', ...stretch, bottom: -5, height: 5, background: color, pointerEvents: 'auto' }}
      />
    </>
  );
}

const onPlot = { position: 'absolute', top: 0, bottom: 0 } as const;
