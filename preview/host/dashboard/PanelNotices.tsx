import { LoadingState, PanelData, QueryResultMetaNotice } from '@grafana/data';
import { sceneGraph, SceneComponentProps, SceneObjectBase, SceneObjectState } from '@grafana/scenes';
import { Icon, IconName, PanelChrome, Tooltip, useTheme2 } from '@grafana/ui';
import React from 'react';

const icons: Record<QueryResultMetaNotice['severity'], IconName> = {
  error: 'exclamation-triangle',
  warning: 'exclamation-triangle',
  info: 'info-circle',
};

/** The icons beside a panel's title that show what its data wants to be said: one per kind, all texts in its tooltip. */
export class PanelNotices extends SceneObjectBase<SceneObjectState> {
  static readonly Component = ({ model }: SceneComponentProps<PanelNotices>) => {
    const { data } = sceneGraph.getData(model).useState();
    const theme = useTheme2();
    const notices = distinct((data?.series ?? []).flatMap((frame) => frame.meta?.notices ?? []));
    const colors = {
      error: theme.colors.error.text,
      warning: theme.colors.warning.text,
      info: theme.colors.info.text,
    };
    return (
      <>
        {/* For whoever waits for a panel, tests above all. */}
        <span
          hidden
          data-testid="panel-state"
          data-request={data?.request?.requestId}
          data-state={data === undefined || !isAsked(data) ? 'NotStarted' : data.state}
        />
        {(['error', 'warning', 'info'] as const).map((severity) => {
          const texts = notices.filter((notice) => notice.severity === severity).map(({ text }) => text);
          if (texts.length === 0) {
            return null;
          }
          const content = (
            <div>
              {texts.map((text) => (
                <div key={text}>{text}</div>
              ))}
            </div>
          );
          return (
            <Tooltip key={severity} content={content} interactive>
              <PanelChrome.TitleItem
                data-testid={`panel-notice-${severity}`}
                aria-label={`${severity}: ${texts.join(' ')}`}
              >
                <Icon name={icons[severity]} style={{ color: colors[severity] }} />
              </PanelChrome.TitleItem>
            </Tooltip>
          );
        })}
      </>
    );
  };
}

/** Annotations of the dashboard may come before a panel has asked for its own data. */
function isAsked({ request, state }: PanelData): boolean {
  return request !== undefined || state === LoadingState.Error;
}

function distinct(notices: readonly QueryResultMetaNotice[]): readonly QueryResultMetaNotice[] {
  return [...new Map(notices.map((notice) => [`${notice.severity} ${notice.text}`, notice])).values()];
}
