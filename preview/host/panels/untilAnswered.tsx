import { PanelProps } from '@grafana/data';
import React, { ComponentType } from 'react';
import { isWaiting } from './isWaiting';
import { PanelMessage } from './NoData';

/** A panel that says so until there is something to draw, instead of an empty box or of "No data". */
export function untilAnswered<Options>(Panel: ComponentType<PanelProps<Options>>): ComponentType<PanelProps<Options>> {
  return function AnsweredPanel(props) {
    return isWaiting(props.data) ? <PanelMessage testId="panel-waiting">Loading</PanelMessage> : <Panel {...props} />;
  };
}
