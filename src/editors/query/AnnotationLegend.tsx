import { css } from '@emotion/css';
import { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import React from 'react';
import { QueryType } from '../../query';
import { say } from '../../words';

interface AnnotationLegendProps {
  readonly type: QueryType;
}

/** How the marks look and what they say. */
export function AnnotationLegend({ type }: AnnotationLegendProps) {
  const styles = useStyles2(stylesOf);
  switch (type) {
    case 'deployments':
      return (
        <ul className={styles.list}>
          <li>
            <span className={styles.failed} aria-hidden="true" />{' '}
            {say(
              'editor.legend.redItFailedOnceIt',
              'Red: it failed. Once it has recovered, the region lasts until then.'
            )}
          </li>
          <li>
            <span className={styles.rework} aria-hidden="true" />{' '}
            {say('editor.legend.yellowReworkItRepairedAn', 'Yellow: rework, it repaired an earlier one.')}
          </li>
          <li>
            <span className={styles.fine} aria-hidden="true" />{' '}
            {say('editor.legend.greenNoFailureIsKnown', 'Green: no failure is known.')}
          </li>
          <li>
            {say(
              'editor.legend.theRuleItsEvidenceAnd',
              'The rule, its evidence and a link are in the tooltip; repository, environment and team are tags.'
            )}
          </li>
        </ul>
      );
    case 'incidents':
      return (
        <ul className={styles.list}>
          <li>
            {say('editor.legend.aRegionFromStartTo', 'A region from start to resolution, in the colour chosen above.')}
          </li>
          <li>
            {say('editor.legend.oneThatIsStillOpen', 'One that is still open ends now, and its tooltip says so.')}
          </li>
          <li>
            {say(
              'editor.legend.whatBeganUpTo30',
              'What began up to 30 days before the time range and lasts into it is marked too.'
            )}
          </li>
        </ul>
      );
    case 'experiments':
      return (
        <ul className={styles.list}>
          <li>
            {say(
              'editors.annotation.experimentRegion',
              'A region from start to end, in the colour chosen above; one that is still running ends now.'
            )}
          </li>
          <li>
            <span className={styles.washout} aria-hidden="true" />{' '}
            {say(
              'editors.annotation.experimentWashout',
              'Grey: its washout. What happens there is no evidence for or against it.'
            )}
          </li>
          <li>
            {say(
              'editors.annotation.experimentText',
              'Hypothesis, metric and washout are in the tooltip; its teams and whether it is planned, running or ended are tags.'
            )}
          </li>
          <li>
            {say(
              'editors.annotation.experimentWhere',
              'They are named in the settings of the data source, under Experiments.'
            )}
          </li>
        </ul>
      );
    default:
      return (
        <ul className={styles.list}>
          <li>
            {say(
              'editor.legend.aLineWhereItWas',
              'A line where it was published, in the colour chosen above; repository, kind and team are tags.'
            )}
          </li>
        </ul>
      );
  }
}

function stylesOf(theme: GrafanaTheme2) {
  const swatch = (color: string) =>
    css({
      display: 'inline-block',
      width: 10,
      height: 10,
      marginRight: theme.spacing(0.5),
      borderRadius: theme.shape.radius.circle,
      background: theme.visualization.getColorByName(color),
    });
  return {
    list: css({
      ...theme.typography.bodySmall,
      color: theme.colors.text.secondary,
      listStyle: 'none',
      margin: 0,
      padding: 0,
    }),
    failed: swatch('red'),
    rework: swatch('yellow'),
    fine: swatch('green'),
    washout: swatch('gray'),
  };
}
