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

export const ruleFields: readonly RuleField[] = [
  {
    kind: 'choice',
    rule: 'deploymentSource',
    get label() {
      return say('config.ruleField.aDeploymentIs', 'A deployment is');
    },
    get choices() {
      return choicesOf(deploymentSources, {
        deployments: {
          get label() {
            return say('config.ruleField.aGithubDeployment', 'a GitHub deployment');
          },
        },
        workflow: {
          get label() {
            return say('config.ruleField.aRunOfAWorkflow', 'a run of a workflow');
          },
        },
        releases: {
          get label() {
            return say('config.ruleField.aRelease', 'a release');
          },
        },
        tags: {
          get label() {
            return say('config.ruleField.aTag', 'a tag');
          },
        },
        merges: {
          get label() {
            return say('config.ruleField.aMergeToTheDefault', 'a merge to the default branch');
          },
        },
      });
    },
  },
  {
    kind: 'pattern',
    offered: 'environments',
    get pickerLabel() {
      return say('config.ruleField.orChooseTheEnvironments', 'Or choose the environments');
    },
    rule: 'environmentPattern',
    get label() {
      return say('config.ruleField.productionEnvironments', 'Production environments');
    },
    get description() {
      return say(
        'config.ruleField.environmentPattern',
        'Regular expression, without regard to case. Which environments are production.'
      );
    },
    placeholder: 'prod|live',
  },
  {
    kind: 'pattern',
    offered: 'workflows',
    get pickerLabel() {
      return say('config.ruleField.orChooseTheWorkflows', 'Or choose the workflows');
    },
    rule: 'workflowPattern',
    get label() {
      return say('config.ruleField.workflowsThatDeploy', 'Workflows that deploy');
    },
    get description() {
      return say(
        'config.ruleField.workflowPattern',
        'Regular expression, without regard to case. Empty: every workflow.'
      );
    },
    get placeholder() {
      return say('config.ruleField.everyWorkflow', 'Every workflow');
    },
    when: fromRuns,
  },
  {
    kind: 'text',
    rule: 'jobPattern',
    get label() {
      return say('config.ruleField.jobsThatDeploy', 'Jobs that deploy');
    },
    get description() {
      return pattern();
    },
    get placeholder() {
      return say('config.ruleField.any', 'Any');
    },
    when: fromRuns,
  },
  {
    kind: 'text',
    rule: 'branchPattern',
    get label() {
      return say('config.ruleField.branches', 'Branches');
    },
    get description() {
      return pattern();
    },
    get placeholder() {
      return say('config.ruleField.any', 'Any');
    },
    when: fromRuns,
  },
  {
    kind: 'names',
    offered: ['push', 'workflow_dispatch', 'release', 'schedule', 'pull_request', 'workflow_run', 'deployment'],
    rule: 'workflowEvents',
    get label() {
      return say('config.ruleField.startedBy', 'Started by');
    },
    get description() {
      return say('config.ruleField.eventsThatStartARun', 'Events that start a run.');
    },
    get placeholder() {
      return say('config.ruleField.anyEvent', 'Any event');
    },
    when: fromRuns,
  },
  {
    kind: 'text',
    rule: 'tagPattern',
    get label() {
      return say('config.ruleField.tags', 'Tags');
    },
    get description() {
      return pattern();
    },
    get placeholder() {
      return say('config.ruleField.any', 'Any');
    },
    when: fromReleases,
  },
  {
    kind: 'flag',
    rule: 'includePrereleases',
    get label() {
      return say('config.ruleField.preReleasesCount', 'Pre-releases count');
    },
    when: fromReleases,
  },
  {
    kind: 'choice',
    rule: 'changeUnit',
    get label() {
      return say('config.ruleField.aChangeIs', 'A change is');
    },
    get choices() {
      return choicesOf(changeUnits, {
        pullRequest: {
          get label() {
            return say('config.ruleField.aMergedPullRequest', 'a merged pull request');
          },
        },
        commit: {
          get label() {
            return say('config.ruleField.aCommitOnTheDefault', 'a commit on the default branch');
          },
        },
      });
    },
  },
  {
    kind: 'choice',
    rule: 'leadTimeStart',
    get label() {
      return say('config.ruleField.leadTimeStarts', 'Lead time starts');
    },
    get choices() {
      return choicesOf(leadTimeStarts, leadTimeStartWords);
    },
  },
  {
    kind: 'hours',
    rule: 'attributionWindowHours',
    get label() {
      return say('config.ruleField.proximityWindowHours', 'Proximity window (hours)');
    },
    get description() {
      return say(
        'config.ruleField.howLongAfterADeployment',
        'How long after a deployment an incident on its service may be laid to it by time alone.'
      );
    },
  },
  {
    kind: 'text',
    rule: 'hotfixPattern',
    get label() {
      return say('config.ruleField.hotfixPattern', 'Hotfix pattern');
    },
    get description() {
      return say(
        'config.ruleField.hotfixPatternMatches',
        'Regular expression, without regard to case. On label, branch, title and tag.'
      );
    },
    placeholder: 'hotfix|rollback|incident',
  },
  {
    kind: 'choice',
    rule: 'rollbackBlames',
    get label() {
      return say('config.ruleField.aRollbackBlames', 'A rollback blames');
    },
    get choices() {
      return choicesOf(rollbackBlamings, {
        firstAfterTarget: {
          get label() {
            return say('config.ruleField.theFirstDeploymentAfterThe', 'the first deployment after its target');
          },
        },
        latestBeforeRollback: {
          get label() {
            return say('config.ruleField.theLatestDeploymentBeforeThe', 'the latest deployment before it');
          },
        },
      });
    },
  },
  {
    kind: 'choice',
    rule: 'recoveryStart',
    get label() {
      return say('config.ruleField.recoveryStartsWith', 'Recovery starts with');
    },
    get choices() {
      return choicesOf(recoveryStarts, recoveryStartWords);
    },
  },
  {
    kind: 'choice',
    rule: 'reworkWording',
    get label() {
      return say('config.ruleField.reworkIs', 'Rework is');
    },
    get choices() {
      return choicesOf(reworkWordings, reworkWords);
    },
  },
  {
    kind: 'flag',
    rule: 'countFailedPipelines',
    get label() {
      return say('config.ruleField.aFailedPipelineIsA', 'A failed pipeline is a failed change');
    },
    get description() {
      return say('config.ruleField.althoughItNeverReachedProduction', 'Although it never reached production.');
    },
  },
  {
    kind: 'names',
    offered: ['high', 'low'],
    rule: 'urgencies',
    get label() {
      return say('config.ruleField.urgenciesThatCount', 'Urgencies that count');
    },
    get placeholder() {
      return say('config.ruleField.all', 'All');
    },
  },
  {
    kind: 'names',
    offered: 'priorities',
    rule: 'priorities',
    get label() {
      return say('config.ruleField.prioritiesThatCount', 'Priorities that count');
    },
    get placeholder() {
      return say('config.ruleField.all', 'All');
    },
  },
  {
    kind: 'list',
    rule: 'incidentLabels',
    get label() {
      return say('config.ruleField.labelsOfIncidents', 'Labels of incidents');
    },
    get description() {
      return say('config.ruleField.githubIssuesWithOneOf', 'GitHub issues with one of these labels are incidents.');
    },
    get placeholder() {
      return say('config.ruleField.issuesAreNoIncidents', 'Issues are no incidents');
    },
  },
];
