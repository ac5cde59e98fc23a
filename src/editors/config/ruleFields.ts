import { Rules } from '../../metrics';
import {
  changeUnits,
  deploymentSources,
  leadTimeStarts,
  recoveryStarts,
  reworkWordings,
  rollbackBlamings,
} from '../../query';
import { Choice } from '../fields';
import { choicesOf, leadTimeStartWords, recoveryStartWords, reworkWords } from '../words';

/** Every rule with its name, its meaning and how it is entered; the order is that of the page. */

type RulesOf<Value> = { [Rule in keyof Rules]: Rules[Rule] extends Value ? Rule : never }[keyof Rules];
export type TextRule =
  'environmentPattern' | 'workflowPattern' | 'jobPattern' | 'branchPattern' | 'tagPattern' | 'hotfixPattern';
export type ListRule = 'workflowEvents' | 'urgencies' | 'priorities' | 'incidentLabels';
export type FlagRule = RulesOf<boolean>;
export type ChoiceRule =
  'deploymentSource' | 'changeUnit' | 'leadTimeStart' | 'rollbackBlames' | 'recoveryStart' | 'reworkWording';

interface Named {
  readonly label: string;
  readonly description?: string;
  /** Only where these rules make it matter. */
  readonly when?: (rules: Rules) => boolean;
}

export type RuleField = Named &
  (
    | { readonly kind: 'text'; readonly rule: TextRule; readonly placeholder?: string }
    /** A pattern on names that can be listed. */
    | {
        readonly kind: 'pattern';
        readonly rule: TextRule;
        readonly placeholder?: string;
        readonly offered: 'environments' | 'workflows';
        readonly pickerLabel: string;
      }
    | { readonly kind: 'list'; readonly rule: ListRule; readonly placeholder?: string }
    /** A list out of names that are known beforehand, or that can be listed. */
    | {
        readonly kind: 'names';
        readonly rule: ListRule;
        readonly placeholder?: string;
        readonly offered: readonly string[] | 'priorities';
      }
    | { readonly kind: 'flag'; readonly rule: FlagRule }
    | { readonly kind: 'hours'; readonly rule: 'attributionWindowHours' }
    | { readonly kind: 'choice'; readonly rule: ChoiceRule; readonly choices: ReadonlyArray<Choice<Rules[ChoiceRule]>> }
  );

const pattern = 'Regular expression, without regard to case.';
const fromRuns = (rules: Rules) => rules.deploymentSource === 'workflow';
const fromReleases = (rules: Rules) => rules.deploymentSource === 'releases' || rules.deploymentSource === 'tags';

export const ruleFields: readonly RuleField[] = [
  {
    kind: 'choice',
    rule: 'deploymentSource',
    label: 'A deployment is',
    choices: choicesOf(deploymentSources, {
      deployments: { label: 'a GitHub deployment' },
      workflow: { label: 'a run of a workflow' },
      releases: { label: 'a release' },
      tags: { label: 'a tag' },
      merges: { label: 'a merge to the default branch' },
    }),
  },
  {
    kind: 'pattern',
    offered: 'environments',
    pickerLabel: 'Or choose the environments',
    rule: 'environmentPattern',
    label: 'Production environments',
    description: `${pattern} Which environments are production.`,
    placeholder: 'prod|live',
  },
  {
    kind: 'pattern',
    offered: 'workflows',
    pickerLabel: 'Or choose the workflows',
    rule: 'workflowPattern',
    label: 'Workflows that deploy',
    description: `${pattern} Empty: every workflow.`,
    placeholder: 'Every workflow',
    when: fromRuns,
  },
  {
    kind: 'text',
    rule: 'jobPattern',
    label: 'Jobs that deploy',
    description: pattern,
    placeholder: 'Any',
    when: fromRuns,
  },
  { kind: 'text', rule: 'branchPattern', label: 'Branches', description: pattern, placeholder: 'Any', when: fromRuns },
  {
    kind: 'names',
    offered: ['push', 'workflow_dispatch', 'release', 'schedule', 'pull_request', 'workflow_run', 'deployment'],
    rule: 'workflowEvents',
    label: 'Started by',
    description: 'Events that start a run.',
    placeholder: 'Any event',
    when: fromRuns,
  },
  { kind: 'text', rule: 'tagPattern', label: 'Tags', description: pattern, placeholder: 'Any', when: fromReleases },
  { kind: 'flag', rule: 'includePrereleases', label: 'Pre-releases count', when: fromReleases },
  {
    kind: 'choice',
    rule: 'changeUnit',
    label: 'A change is',
    choices: choicesOf(changeUnits, {
      pullRequest: { label: 'a merged pull request' },
      commit: { label: 'a commit on the default branch' },
    }),
  },
  {
    kind: 'choice',
    rule: 'leadTimeStart',
    label: 'Lead time starts',
    choices: choicesOf(leadTimeStarts, leadTimeStartWords),
  },
  {
    kind: 'hours',
    rule: 'attributionWindowHours',
    label: 'Proximity window (hours)',
    description: 'How long after a deployment an incident on its service may be laid to it by time alone.',
  },
  {
    kind: 'text',
    rule: 'hotfixPattern',
    label: 'Hotfix pattern',
    description: `${pattern} On label, branch, title and tag.`,
    placeholder: 'hotfix|rollback|incident',
  },
  {
    kind: 'choice',
    rule: 'rollbackBlames',
    label: 'A rollback blames',
    choices: choicesOf(rollbackBlamings, {
      firstAfterTarget: { label: 'the first deployment after its target' },
      latestBeforeRollback: { label: 'the latest deployment before it' },
    }),
  },
  {
    kind: 'choice',
    rule: 'recoveryStart',
    label: 'Recovery starts with',
    choices: choicesOf(recoveryStarts, recoveryStartWords),
  },
  { kind: 'choice', rule: 'reworkWording', label: 'Rework is', choices: choicesOf(reworkWordings, reworkWords) },
  {
    kind: 'flag',
    rule: 'countFailedPipelines',
    label: 'A failed pipeline is a failed change',
    description: 'Although it never reached production.',
  },
  { kind: 'names', offered: ['high', 'low'], rule: 'urgencies', label: 'Urgencies that count', placeholder: 'All' },
  { kind: 'names', offered: 'priorities', rule: 'priorities', label: 'Priorities that count', placeholder: 'All' },
  {
    kind: 'list',
    rule: 'incidentLabels',
    label: 'Labels of incidents',
    description: 'GitHub issues with one of these labels are incidents.',
    placeholder: 'Issues are no incidents',
  },
];
