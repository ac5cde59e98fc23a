import type * as cog from '@grafana/grafana-foundation-sdk/cog';
import {
  AnnotationQuery,
  CustomVariableBuilder,
  DashboardBuilder,
  DashboardCursorSync,
  DashboardLinkBuilder,
  DashboardLinkType,
  DatasourceVariableBuilder,
  QueryVariableBuilder,
  VariableHide,
  VariableRefresh,
  VariableSort,
} from '@grafana/grafana-foundation-sdk/dashboard';
import { inSight } from './inSight';
import { datasource, pluginId } from './target';

/** What every bundled dashboard shares: time range, data source and team pickers, annotations, links to the others. */
export function dashboardFrame(options: {
  readonly uid: string;
  readonly title: string;
  readonly description: string;
  readonly revision: number;
  readonly severalTeams: boolean;
  /** All teams means no filter: also what belongs to no team. Otherwise it means each of the teams. */
  readonly allIsEverything?: boolean;
  /** Where there are panels with a time axis. */
  readonly annotations?: ReadonlyArray<cog.Builder<AnnotationQuery>>;
}): DashboardBuilder {
  return (
    new DashboardBuilder(options.title)
      .id(null)
      .uid(options.uid)
      .description(options.description)
      .version(1)
      .revision(options.revision)
      .tags(['dora'])
      .editable()
      .tooltip(DashboardCursorSync.Crosshair)
      .timezone('browser')
      .time({ from: 'now-90d', to: 'now' })
      // No automatic refresh: everybody who looks shares one API token.
      .refresh('')
      .withVariable(new DatasourceVariableBuilder('datasource').label('Data source').type(pluginId))
      .withVariable(teamVariable(options.severalTeams, options.allIsEverything === true))
      .annotations([...(options.annotations ?? [])])
      .link(
        inSight(
          new DashboardLinkBuilder('DORA dashboards')
            .type(DashboardLinkType.Dashboards)
            .tags(['dora'])
            .asDropdown(false)
            .includeVars(true)
            .keepTime(true)
            .icon('dashboard')
            .targetBlank(false)
        )
      )
  );
}

function teamVariable(several: boolean, allIsEverything: boolean): QueryVariableBuilder {
  const variable = new QueryVariableBuilder('team')
    .label('Team')
    .datasource(datasource)
    .query({ refId: 'teams', kind: 'teams' })
    .refresh(VariableRefresh.OnDashboardLoad)
    .sort(VariableSort.Disabled)
    .hide(VariableHide.DontHide);
  if (allIsEverything) {
    variable.allValue('.*');
  }
  return several
    ? variable
        .multi(true)
        .includeAll(true)
        .current({ selected: true, text: ['All'], value: ['$__all'] })
    : variable;
}

/** A list of fixed choices. */
export function choiceVariable(name: string, label: string, values: readonly string[]): CustomVariableBuilder {
  return new CustomVariableBuilder(name)
    .label(label)
    .values(values.join(','))
    .current({ selected: true, text: values[0], value: values[0] });
}
