import { css } from '@emotion/css';
import { dateTimeFormat, GrafanaTheme2 } from '@grafana/data';
import { Portal, RenderUserContentAsHTML, Tag, useStyles2 } from '@grafana/ui';
import React from 'react';
import { AnnotationMark } from './marks';

interface AnnotationTooltipProps {
  readonly mark: AnnotationMark;
  /** What is pointed at, in the window. */
  readonly place: DOMRect;
  readonly timeZone: string;
  readonly onEnter: () => void;
  readonly onLeave: () => void;
}

const width = 320;

/** When it is, what it is, and its tags; its links can be clicked. */
export function AnnotationTooltip({ mark, place, timeZone, onEnter, onLeave }: AnnotationTooltipProps) {
  const styles = useStyles2(getStyles);
  const { from, to, title, text, tags } = mark;
  const times = [from, ...(to === null ? [] : [to])].map((time) => dateTimeFormat(time, { timeZone }));
  const middle = place.left + place.width / 2;
  const left = Math.max(8, Math.min(window.innerWidth - width - 8, middle - width / 2));
  return (
    <Portal>
      <div
        role="tooltip"
        data-testid="annotation-tooltip"
        className={styles.box}
        style={{ left, bottom: window.innerHeight - place.top + 6 }}
        onPointerEnter={onEnter}
        onPointerLeave={onLeave}
      >
        <div className={styles.times}>{times.join(' – ')}</div>
        {title !== '' && <RenderUserContentAsHTML component="strong" content={title} />}
        <RenderUserContentAsHTML component="div" content={text} />
        <div className={styles.tags}>
          {tags.map((tag) => (
            <Tag key={tag} name={tag} />
          ))}
        </div>
      </div>
    </Portal>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  box: css({
    ...theme.typography.bodySmall,
    position: 'fixed',
    width,
    padding: theme.spacing(1),
    background: theme.colors.background.elevated,
    border: `1px solid ${theme.colors.border.weak}`,
    borderRadius: theme.shape.radius.default,
    boxShadow: theme.shadows.z3,
    overflowWrap: 'anywhere',
    zIndex: theme.zIndex.tooltip,
    a: { color: theme.colors.text.link },
  }),
  times: css({ color: theme.colors.text.secondary }),
  tags: css({ display: 'flex', flexWrap: 'wrap', gap: theme.spacing(0.5), marginTop: theme.spacing(0.5) }),
});
