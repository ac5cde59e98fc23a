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
import { say } from '../../words';

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

const pattern = () => say('config.ruleField.pattern', 'Regular expression, without regard to case.');
const fromRuns = (rules: Rules) => rules.deploymentSource === 'workflow';
const fromReleases = (rules: Rules) => rules.deploymentSource === 'releases' || rules.deploymentSource === 'tags';

export const ruleFields = (): readonly RuleField[] => [
  {
    kind: 'choice',
    rule: 'deploymentSource',
    label: say('config.ruleField.aDeploymentIs', 'A deployment is'),
    choices: choicesOf(deploymentSources, {
      deployments: { label: say('config.ruleField.aGithubDeployment', 'a GitHub deployment') },
      workflow: { label: say('config.ruleField.aRunOfAWorkflow', 'a run of a workflow') },
      releases: { label: say('config.ruleField.aRelease', 'a release') },
      tags: { label: say('config.ruleField.aTag', 'a tag') },
      merges: { label: say('config.ruleField.aMergeToTheDefault', 'a merge to the default branch') },
    }),
  },
  {
    kind: 'pattern',
    offered: 'environments',
    pickerLabel: say('config.ruleField.orChooseTheEnvironments', 'Or choose the environments'),
    rule: 'environmentPattern',
    label: say('config.ruleField.productionEnvironments', 'Production environments'),
    description: say(
      'config.ruleField.environmentPattern',
      'Regular expression, without regard to case. Which environments are production.'
    ),
    placeholder: 'prod|live',
  },
  {
    kind: 'pattern',
    offered: 'workflows',
    pickerLabel: say('config.ruleField.orChooseTheWorkflows', 'Or choose the workflows'),
    rule: 'workflowPattern',
    label: say('config.ruleField.workflowsThatDeploy', 'Workflows that deploy'),
    description: say(
      'config.ruleField.workflowPattern',
      'Regular expression, without regard to case. Empty: every workflow.'
    ),
    placeholder: say('config.ruleField.everyWorkflow', 'Every workflow'),
    when: fromRuns,
  },
  {
    kind: 'text',
    rule: 'jobPattern',
    label: say('config.ruleField.jobsThatDeploy', 'Jobs that deploy'),
    description: pattern(),
    placeholder: say('config.ruleField.any', 'Any'),
    when: fromRuns,
  },
  {
    kind: 'text',
    rule: 'branchPattern',
    label: say('config.ruleField.branches', 'Branches'),
    description: pattern(),
    placeholder: say('config.ruleField.any', 'Any'),
    when: fromRuns,
  },
  {
    kind: 'names',
    offered: ['push', 'workflow_dispatch', 'release', 'schedule', 'pull_request', 'workflow_run', 'deployment'],
    rule: 'workflowEvents',
    label: say('config.ruleField.startedBy', 'Started by'),
    description: say('config.ruleField.eventsThatStartARun', 'Events that start a run.'),
    placeholder: say('config.ruleField.anyEvent', 'Any event'),
    when: fromRuns,
  },
  {
    kind: 'text',
    rule: 'tagPattern',
    label: say('config.ruleField.tags', 'Tags'),
    description: pattern(),
    placeholder: say('config.ruleField.any', 'Any'),
    when: fromReleases,
  },
  {
    kind: 'flag',
    rule: 'includePrereleases',
    label: say('config.ruleField.preReleasesCount', 'Pre-releases count'),
    when: fromReleases,
  },
  {
    kind: 'choice',
    rule: 'changeUnit',
    label: say('config.ruleField.aChangeIs', 'A change is'),
    choices: choicesOf(changeUnits, {
      pullRequest: { label: say('config.ruleField.aMergedPullRequest', 'a merged pull request') },
      commit: { label: say('config.ruleField.aCommitOnTheDefault', 'a commit on the default branch') },
    }),
  },
  {
    kind: 'choice',
    rule: 'leadTimeStart',
    label: say('config.ruleField.leadTimeStarts', 'Lead time starts'),
    choices: choicesOf(leadTimeStarts, leadTimeStartWords()),
  },
  {
    kind: 'hours',
    rule: 'attributionWindowHours',
    label: say('config.ruleField.proximityWindowHours', 'Proximity window (hours)'),
    description: say(
      'config.ruleField.howLongAfterADeployment',
      'How long after a deployment an incident on its service may be laid to it by time alone.'
    ),
  },
  {
    kind: 'text',
    rule: 'hotfixPattern',
    label: say('config.ruleField.hotfixPattern', 'Hotfix pattern'),
    description: say(
      'config.ruleField.hotfixPatternMatches',
      'Regular expression, without regard to case. On label, branch, title and tag.'
    ),
    placeholder: 'hotfix|rollback|incident',
  },
  {
    kind: 'choice',
    rule: 'rollbackBlames',
    label: say('config.ruleField.aRollbackBlames', 'A rollback blames'),
    choices: choicesOf(rollbackBlamings, {
      firstAfterTarget: {
        label: say('config.ruleField.theFirstDeploymentAfterThe', 'the first deployment after its target'),
      },
      latestBeforeRollback: {
        label: say('config.ruleField.theLatestDeploymentBeforeThe', 'the latest deployment before it'),
      },
    }),
  },
  {
    kind: 'choice',
    rule: 'recoveryStart',
    label: say('config.ruleField.recoveryStartsWith', 'Recovery starts with'),
    choices: choicesOf(recoveryStarts, recoveryStartWords()),
  },
  {
    kind: 'choice',
    rule: 'reworkWording',
    label: say('config.ruleField.reworkIs', 'Rework is'),
    choices: choicesOf(reworkWordings, reworkWords()),
  },
  {
    kind: 'flag',
    rule: 'countFailedPipelines',
    label: say('config.ruleField.aFailedPipelineIsA', 'A failed pipeline is a failed change'),
    description: say('config.ruleField.althoughItNeverReachedProduction', 'Although it never reached production.'),
  },
  {
    kind: 'names',
    offered: ['high', 'low'],
    rule: 'urgencies',
    label: say('config.ruleField.urgenciesThatCount', 'Urgencies that count'),
    placeholder: say('config.ruleField.all', 'All'),
  },
  {
    kind: 'names',
    offered: 'priorities',
    rule: 'priorities',
    label: say('config.ruleField.prioritiesThatCount', 'Priorities that count'),
    placeholder: say('config.ruleField.all', 'All'),
  },
  {
    kind: 'list',
    rule: 'incidentLabels',
    label: say('config.ruleField.labelsOfIncidents', 'Labels of incidents'),
    description: say('config.ruleField.githubIssuesWithOneOf', 'GitHub issues with one of these labels are incidents.'),
    placeholder: say('config.ruleField.issuesAreNoIncidents', 'Issues are no incidents'),
  },
];
