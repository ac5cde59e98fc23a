import { Delivery, Slices } from '../../metrics';
import { QualityCheck, qualityChecks, qualityCheckTitle, QualityQuery } from '../../query';
import { Analysed } from '../analyst';
import { FindingRow, QualityRow } from '../answers';
import { Situation } from '../answer/situation';
import { adviceOf, nothingToDo } from './advice';
import { deliveryChecks } from './deliveryChecks';
import { incidentChecks } from './incidentChecks';
import { asReadSoFar } from './readSoFar';
import { scopeChecks } from './scopeChecks';
import { Seen } from './seen';
import { sourceChecks } from './sourceChecks';
import { statusOf } from './thresholds';
import { View, viewsByTeam, ViewRange, wholeView } from './view';

export { qualityThresholds, statusOf } from './thresholds';
export type { Threshold } from './thresholds';

/** What the checks are worked out from. */
export interface Inspected {
  readonly situation: Situation;
  readonly analysed: readonly Analysed[];
  readonly parts: readonly Delivery[];
  readonly range: ViewRange;
}

/** A row for each check, and where a check looks at each source by itself one for each source. A view is a step. */
export function* qualityRows(query: QualityQuery, inspected: Inspected): Slices<readonly QualityRow[]> {
  const rows: QualityRow[] = [];
  for (const view of viewsOf(query, inspected)) {
    for (const seen of seenIn(view, query)) {
      rows.push(rowOf(seen, view));
    }
    yield;
  }
  return rows;
}

/** A row for each thing that a check found: what somebody has to act on first, then in the order of the checks. */
export function* findingRows(query: QualityQuery, inspected: Inspected): Slices<readonly FindingRow[]> {
  const [view] = viewsOf({ ...query, groupBy: [] }, inspected);
  yield;
  const gravest = seenIn(view, query)
    .map((seen) => asReadSoFar(seen, view))
    .sort((a, b) => gravityOf(a) - gravityOf(b));
  return gravest.flatMap(({ check, found }) =>
    found.map((one): FindingRow => ({
      ...one,
      id: `${check}/${one.kind}/${one.thing}`,
      check,
      title: titleOf(check),
      advice: adviceOf(check),
    }))
  );
}

/** Lower is graver. */
function gravityOf({ check, value }: Seen): number {
  const status = statusOf(check, value);
  return status === 'act' ? 0 : status === 'look' ? 1 : 2;
}

function viewsOf({ groupBy }: Pick<QualityQuery, 'groupBy'>, inspected: Inspected): readonly View[] {
  const { situation, analysed, parts, range } = inspected;
  const whole = wholeView(situation, analysed, parts, range);
  return groupBy.includes('team') ? viewsByTeam(whole) : [whole];
}

/** Sources and what they cost belong to no team. */
function seenIn(view: View, { checks }: QualityQuery): readonly Seen[] {
  const seen = [
    ...deliveryChecks(view),
    ...incidentChecks(view),
    ...scopeChecks(view),
    ...(view.team === undefined ? sourceChecks(view) : []),
  ];
  const wanted: readonly QualityCheck[] = checks.length === 0 ? qualityChecks : checks;
  return seen
    .filter(({ check }) => wanted.includes(check) && hasMeaning(check, view))
    .sort((a, b) => qualityChecks.indexOf(a.check) - qualityChecks.indexOf(b.check));
}

/** What nobody owns is no question to a team, and what a team lacks none to nobody. */
function hasMeaning(check: QualityCheck, { team }: View): boolean {
  switch (check) {
    case 'repositoriesUnowned':
    case 'servicesUnowned':
    case 'overridesUnknown':
      return team === undefined || team === null;
    case 'teamsIncomplete':
      return team !== null;
    default:
      return true;
  }
}

function rowOf(checked: Seen, view: View): QualityRow {
  const { found: _, advice, ...seen } = asReadSoFar(checked, view);
  const status = statusOf(seen.check, seen.value);
  return {
    ...seen,
    title: titleOf(seen.check),
    team: view.team ?? null,
    status,
    advice: advice ?? (seen.value === null || status === 'good' ? nothingToDo() : adviceOf(seen.check)),
  };
}

function titleOf(check: QualityCheck): string {
  const title = qualityCheckTitle(check);
  return title.charAt(0).toUpperCase() + title.slice(1);
}
