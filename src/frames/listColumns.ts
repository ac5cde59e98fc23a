import { Answer, ChangeRow, DeploymentRow, IncidentRow, ItemRow, ReleaseRow, RunRow } from '../engine';
import { experimentLayout } from './experimentColumns';
import { findingColumns } from './findingColumns';
import { say } from '../words';

/** The columns of every list: name, kind, and where the value comes from. Instants and seconds as the engine has them. */

export type ColumnKind = 'text' | 'title' | 'sentence' | 'instant' | 'seconds' | 'count' | 'share' | 'flag' | 'choice';
type Value = string | number | boolean | null;

export interface Column<Row> {
  readonly name: string;
  readonly kind: ColumnKind;
  read(row: Row): Value;
  /** The cell opens the event where it comes from. */
  readonly isLink?: boolean;
}

export type ListAnswer = Exclude<Answer, { type: 'metrics' | 'sensitivity' | 'quality' }>;
type RowOf<Type extends ListAnswer['type']> = Extract<ListAnswer, { type: Type }>['rows'][number];

export interface ListLayout<Row> {
  readonly title: string;
  readonly columns: ReadonlyArray<Column<Row>>;
  /** What a list without rows says. */
  readonly nothing: string;
}

/** Where a person may rule on the incident; the link is laid when it is known which data source answers. */
export const rulingColumn = 'Ruling';
const ruleOnIt = () => say('frames.rule', 'Rule on this incident');

const short = (sha: string) => sha.slice(0, 7);

const deployments: ReadonlyArray<Column<DeploymentRow>> = [
  { name: 'Finished', kind: 'instant', read: (row) => row.finishedAt },
  { name: 'Repository', kind: 'text', read: (row) => row.repository },
  { name: 'Environment', kind: 'text', read: (row) => row.environment },
  { name: 'Commit', kind: 'text', read: (row) => short(row.sha), isLink: true },
  { name: 'Team', kind: 'text', read: (row) => row.team },
  { name: 'Service', kind: 'text', read: (row) => row.service },
  { name: 'Status', kind: 'choice', read: (row) => row.status },
  { name: 'Changes', kind: 'count', read: (row) => row.changes },
  { name: 'Failed', kind: 'flag', read: (row) => row.failed },
  { name: 'Rework', kind: 'flag', read: (row) => row.rework },
  { name: 'Rule', kind: 'choice', read: (row) => row.rule },
  { name: 'Confidence', kind: 'choice', read: (row) => row.confidence },
  { name: 'Evidence', kind: 'sentence', read: (row) => row.evidence },
  { name: 'Recovered', kind: 'instant', read: (row) => row.recoveredAt },
  { name: 'Recovery time', kind: 'seconds', read: (row) => row.recoveryTime },
  { name: 'Deployment', kind: 'text', read: (row) => row.id },
];

const changes: ReadonlyArray<Column<ChangeRow>> = [
  { name: 'Merged', kind: 'instant', read: (row) => row.mergedAt },
  { name: 'Repository', kind: 'text', read: (row) => row.repository },
  {
    name: 'Change',
    kind: 'text',
    read: (row) => (row.number === null ? short(row.id) : `#${row.number}`),
    isLink: true,
  },
  { name: 'Title', kind: 'title', read: (row) => row.title },
  { name: 'Author', kind: 'text', read: (row) => row.author },
  { name: 'Labels', kind: 'text', read: (row) => (row.labels.length === 0 ? null : row.labels.join(', ')) },
  { name: 'Team', kind: 'text', read: (row) => row.team },
  { name: 'Deployed', kind: 'instant', read: (row) => row.deployedAt },
  { name: 'Lead time', kind: 'seconds', read: (row) => row.leadTime },
  { name: 'Approximate', kind: 'flag', read: (row) => row.approximate },
  { name: 'No lead time because', kind: 'choice', read: (row) => row.reason },
  { name: 'Deployment', kind: 'text', read: (row) => row.deployment },
];

const incidents: ReadonlyArray<Column<IncidentRow>> = [
  { name: 'Started', kind: 'instant', read: (row) => row.createdAt },
  { name: 'Incident', kind: 'text', read: (row) => row.id, isLink: true },
  { name: 'Title', kind: 'title', read: (row) => row.title },
  { name: 'Service', kind: 'text', read: (row) => row.service },
  { name: 'Team', kind: 'text', read: (row) => row.team },
  { name: 'Urgency', kind: 'choice', read: (row) => row.urgency },
  { name: 'Priority', kind: 'text', read: (row) => row.priority },
  { name: 'Acknowledged', kind: 'instant', read: (row) => row.acknowledgedAt },
  { name: 'Resolved', kind: 'instant', read: (row) => row.resolvedAt },
  { name: 'Time to restore', kind: 'seconds', read: (row) => row.timeToRestore },
  { name: 'Deployment', kind: 'text', read: (row) => row.deployment },
  { name: 'Rule', kind: 'choice', read: (row) => row.rule },
  { name: 'Confidence', kind: 'choice', read: (row) => row.confidence },
  { name: 'Evidence', kind: 'sentence', read: (row) => row.evidence },
  { name: 'Laid to none because', kind: 'sentence', read: (row) => row.because },
  { name: rulingColumn, kind: 'text', read: ruleOnIt },
];

const releases: ReadonlyArray<Column<ReleaseRow>> = [
  { name: 'Published', kind: 'instant', read: (row) => row.at },
  { name: 'Repository', kind: 'text', read: (row) => row.repository },
  { name: 'Tag', kind: 'text', read: (row) => row.tag, isLink: true },
  { name: 'Name', kind: 'text', read: (row) => row.name },
  { name: 'Kind', kind: 'choice', read: (row) => row.kind },
  { name: 'Team', kind: 'text', read: (row) => row.team },
  { name: 'Commit', kind: 'text', read: (row) => short(row.sha) },
  { name: 'Release', kind: 'text', read: (row) => row.id },
];

const runs: ReadonlyArray<Column<RunRow>> = [
  { name: 'Started', kind: 'instant', read: (row) => row.startedAt ?? row.createdAt },
  { name: 'Repository', kind: 'text', read: (row) => row.repository },
  { name: 'Workflow', kind: 'text', read: (row) => row.workflow, isLink: true },
  { name: 'Branch', kind: 'text', read: (row) => row.branch },
  { name: 'Commit', kind: 'text', read: (row) => short(row.sha) },
  { name: 'Event', kind: 'text', read: (row) => row.event },
  { name: 'Attempt', kind: 'count', read: (row) => row.attempt },
  { name: 'Conclusion', kind: 'choice', read: (row) => row.conclusion },
  { name: 'Finished', kind: 'instant', read: (row) => row.finishedAt },
  { name: 'Duration', kind: 'seconds', read: (row) => row.duration },
  { name: 'Run', kind: 'text', read: (row) => row.id },
];

const items: ReadonlyArray<Column<ItemRow>> = [
  { name: 'Time', kind: 'instant', read: (row) => row.at },
  { name: 'Kind', kind: 'choice', read: (row) => row.kind },
  { name: 'Event', kind: 'title', read: (row) => row.title, isLink: true },
  { name: 'Counted', kind: 'flag', read: (row) => row.counted },
  { name: 'Because', kind: 'sentence', read: (row) => row.because },
  { name: 'Repository', kind: 'text', read: (row) => row.repository },
  { name: 'Team', kind: 'text', read: (row) => row.team },
  { name: 'Value', kind: 'count', read: (row) => row.value },
  { name: 'Rule', kind: 'choice', read: (row) => row.rule },
  { name: 'Confidence', kind: 'choice', read: (row) => row.confidence },
  { name: 'Evidence', kind: 'text', read: (row) => row.evidence },
  { name: 'No value because', kind: 'choice', read: (row) => row.reason },
  { name: 'Id', kind: 'text', read: (row) => row.id },
  { name: rulingColumn, kind: 'text', read: (row) => (row.ruling === null ? null : ruleOnIt()) },
];

export const layouts: { readonly [Type in ListAnswer['type']]: ListLayout<RowOf<Type>> } = {
  deployments: {
    title: 'Deployments',
    columns: deployments,
    get nothing() {
      return say(
        'frames.word.noDeploymentInThisTime',
        'No deployment in this time range fits the query. Change the time range, the outcome or the filters.'
      );
    },
  },
  changes: {
    title: 'Changes',
    columns: changes,
    get nothing() {
      return say(
        'frames.word.noChangeInThisTime',
        'No change in this time range fits the query. A change belongs to the time in which it was deployed, or merged while it waits.'
      );
    },
  },
  incidents: {
    title: 'Incidents',
    columns: incidents,
    get nothing() {
      return say(
        'frames.word.noIncidentBeganInThis',
        'No incident began in this time range that fits the query. Check which services the teams have, and the urgencies and priorities that count.'
      );
    },
  },
  releases: {
    title: 'Releases',
    columns: releases,
    get nothing() {
      return say(
        'frames.word.noReleaseWasPublishedIn',
        'No release was published in this time range that fits the query. Bare tags have to be asked for.'
      );
    },
  },
  runs: {
    title: 'Workflow runs',
    columns: runs,
    get nothing() {
      return say(
        'frames.word.noWorkflowRunStartedIn',
        'No workflow run started in this time range that fits the query. Workflow names are compared whole, without regard to case.'
      );
    },
  },
  items: {
    title: 'Events',
    columns: items,
    get nothing() {
      return say('frames.word.noEventOfThisTime', 'No event of this time range enters the number.');
    },
  },
  findings: {
    title: 'Findings',
    columns: findingColumns,
    get nothing() {
      return say('frames.word.noFinding', 'No check found anything to look at.');
    },
  },
  experiments: experimentLayout,
};

/** Words of the engine as a person reads them. A word that is not here is shown as it is. */
export const words: Readonly<Record<string, string>> = {
  get success() {
    return say('frames.word.succeeded', 'Succeeded');
  },
  get failure() {
    return say('frames.word.failed', 'Failed');
  },
  get pending() {
    return say('frames.word.pending', 'Pending');
  },
  get stated() {
    return say('frames.word.stated', 'Stated');
  },
  get relatedChange() {
    return say('frames.word.relatedChange', 'Related change');
  },
  get rollback() {
    return say('frames.word.rollback', 'Rollback');
  },
  get revert() {
    return say('frames.word.revert', 'Revert');
  },
  get hotfix() {
    return say('frames.word.hotfix', 'Hotfix');
  },
  get proximity() {
    return say('frames.word.proximityInTime', 'Proximity in time');
  },
  get pipeline() {
    return say('frames.word.failedPipeline', 'Failed pipeline');
  },
  get override() {
    return say('frames.word.ruledOnByAPerson', 'Ruled on by a person');
  },
  get commitGraph() {
    return say('frames.word.commitGraph', 'Commit graph');
  },
  get time() {
    return say('frames.word.mergeTime', 'Merge time');
  },
  get certain() {
    return say('frames.word.certain', 'Certain');
  },
  get high() {
    return say('frames.word.high', 'High');
  },
  get medium() {
    return say('frames.word.medium', 'Medium');
  },
  get low() {
    return say('frames.word.low', 'Low');
  },
  get firstDeployment() {
    return say('frames.word.firstKnownDeploymentWhatIt', 'First known deployment: what it delivered cannot be known');
  },
  get notDeployed() {
    return say('frames.word.notInProductionYet', 'Not in production yet');
  },
  get noStart() {
    return say('frames.word.itsStartIsNotKnown', 'Its start is not known');
  },
  get notRecovered() {
    return say('frames.word.notRecoveredYet', 'Not recovered yet');
  },
  get open() {
    return say('frames.word.stillOpen', 'Still open');
  },
  get deployment() {
    return say('frames.word.deployment', 'Deployment');
  },
  get run() {
    return say('frames.word.run', 'Workflow run');
  },
  get change() {
    return say('frames.word.aChange', 'Change');
  },
  get incident() {
    return say('frames.word.incident', 'Incident');
  },
  get release() {
    return say('frames.word.release', 'Release');
  },
  get prerelease() {
    return say('frames.word.prerelease', 'Prerelease');
  },
  get tag() {
    return say('frames.word.tag', 'Tag');
  },
  get planned() {
    return say('frames.word.planned', 'Planned');
  },
  get running() {
    return say('frames.word.running', 'Running');
  },
  get ended() {
    return say('frames.word.ended', 'Ended');
  },
};
