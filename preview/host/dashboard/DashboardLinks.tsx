import { locationService } from '@grafana/runtime';
import { SceneComponentProps, SceneObjectBase, SceneObjectState } from '@grafana/scenes';
import { LinkButton } from '@grafana/ui';
import React from 'react';
import { useLocation } from 'react-router-dom';
import { LinkJson } from './json';

/** A dashboard as a list shows it. */
export interface DashboardEntry {
  readonly uid: string;
  readonly title: string;
  readonly tags: readonly string[];
  readonly url: string;
}

interface DashboardLinksState extends SceneObjectState {
  readonly links: readonly LinkJson[];
  readonly dashboards: readonly DashboardEntry[];
  readonly uid: string;
}

/** The links of a dashboard to others, carrying time range and variables along where the link says so. */
export class DashboardLinks extends SceneObjectBase<DashboardLinksState> {
  static readonly Component = ({ model }: SceneComponentProps<DashboardLinks>) => {
    const { links, dashboards, uid } = model.useState();
    // The address changes with time range and variables, and the links with it.
    useLocation();
    return (
      <>
        {links.flatMap((link) =>
          (link.type === 'link'
            ? [{ title: link.title, url: link.url ?? '' }]
            : dashboards.filter((one) => one.uid !== uid && (link.tags ?? []).every((tag) => one.tags.includes(tag)))
          ).map(({ title, url }) => (
            <LinkButton
              key={`${link.title} ${url}`}
              href={withContext(url, link)}
              variant="secondary"
              fill="outline"
              icon="apps"
              target={link.targetBlank === true ? '_blank' : undefined}
              tooltip={link.tooltip}
            >
              {title}
            </LinkButton>
          ))
        )}
      </>
    );
  };
}

function withContext(url: string, link: LinkJson): string {
  const kept = new URLSearchParams();
  locationService.getSearch().forEach((value, name) => {
    const isTime = ['from', 'to', 'timezone'].includes(name);
    if ((isTime && link.keepTime === true) || (name.startsWith('var-') && link.includeVars === true)) {
      kept.append(name, value);
    }
  });
  const query = kept.toString();
  return query === '' ? url : `${url}${url.includes('?') ? '&' : '?'}${query}`;
}
