import { Change } from '../../events';
import { Confidence, Ownership, Repair } from '../delivery';
import { ContainedChain, History, Landing } from '../containment';
import { matchersOf } from '../recognise';
import { Rules } from '../rules';
import { say } from '../../words';
import { Reversal } from './reversals';

/** One deployment of a chain repaired another, by position; `of` null: which one is not known. */
export interface RepairFinding {
  readonly rule: Repair['rule'];
  readonly by: number;
  readonly of: number | null;
  readonly confidence: Confidence;
  readonly evidence: string;
}

/** What rules 3 to 5 of METRICS.md §2 find in one chain. O(deployments + changes). */
export function repairsIn(
  chain: ContainedChain,
  history: History,
  reversals: readonly Reversal[],
  delivered: (position: number) => readonly Change[],
  ownership: Ownership
): readonly RepairFinding[] {
  const rules = ownership.rulesOf(chain.repository);
  return [
    ...rollbacksIn(chain, rules),
    ...revertsIn(chain, history, reversals),
    ...hotfixesIn(chain, delivered, rules),
  ];
}

/**
 * Rule 3: a commit deployed before is deployed again, and is not the immediate predecessor's. By the letter that includes
 * going forward again after a rollback (v1, v2, v1, v2): the third deployment then is the one that had to be replaced.
 */
export function rollbacksIn({ deployments }: ContainedChain, rules: Rules): readonly RepairFinding[] {
  const latestOf = new Map<string, number>();
  return deployments.flatMap(({ sha }, by): RepairFinding[] => {
    const target = latestOf.get(sha);
    latestOf.set(sha, by);
    if (target === undefined || target === by - 1) {
      return [];
    }
    const of = rules.rollbackBlames === 'firstAfterTarget' ? target + 1 : by - 1;
    const [here, there, blamed] = [deployments[by].id, deployments[target].id, deployments[of].id];
    const evidence = say(
      'evidence.rollback',
      '{{here}} put {{sha}} back, deployed before as {{there}}, and so took {{blamed}} out',
      { here, sha: sha.slice(0, 7), there, blamed }
    );
    return [{ rule: 'rollback', by, of, confidence: 'high', evidence }];
  });
}

/**
 * Rule 4: a deployment ships the revert of what an earlier one shipped. Nothing when both ship together, or when the
 * original never was deployed here. An original that nothing is known of was deployed before all that is known.
 */
export function revertsIn(
  { deployments, contents }: ContainedChain,
  history: History,
  reversals: readonly Reversal[]
): readonly RepairFinding[] {
  const landingOf = (sign: Reversal['revert']): number | null =>
    (typeof sign === 'string' ? contents.positions.get(sign) : landed(contents.landings.get(sign))) ?? null;
  const found = new Map<string, RepairFinding>();
  const isKnownToRepair = new Set<number>();
  for (const { revert, original, evidence } of reversals) {
    const by = landingOf(revert);
    if (by === null || by === 0) {
      continue; // Not deployed here, or nobody knows when: it need not have been the first deployment.
    }
    const of = original === null ? null : landingOf(original);
    const isElsewhere = original !== null && of === null;
    if (isElsewhere || (of !== null && of >= by)) {
      continue;
    }
    if (of !== null) {
      isKnownToRepair.add(by);
    }
    const key = `${by}\n${of ?? ''}`;
    if (!found.has(key)) {
      const sentence =
        of === null
          ? say('evidence.revertOfUnknown', '{{by}} ships {{revert}}, which was deployed before all that is known', {
              by: deployments[by].id,
              revert: evidence,
            })
          : say('evidence.revert', '{{by}} ships {{revert}}, which {{of}} had shipped', {
              by: deployments[by].id,
              revert: evidence,
              of: deployments[of].id,
            });
      found.set(key, { rule: 'revert', by, of, confidence: 'high', evidence: sentence });
    }
  }
  return [...found.values()].filter(({ by, of }) => of !== null || !isKnownToRepair.has(by));
}

function landed(landing: Landing | undefined): number | undefined {
  return landing?.position;
}

/**
 * Rule 5: label, branch or title of something it delivers, or its own branch or tag, calls a deployment a hotfix. It is
 * the predecessor that needed one.
 */
export function hotfixesIn(
  { deployments }: ContainedChain,
  delivered: (position: number) => readonly Change[],
  rules: Rules
): readonly RepairFinding[] {
  const { hotfix } = matchersOf(rules);
  return deployments.flatMap((deployment, by): RepairFinding[] => {
    const sign = hotfix(deployment.ref)
      ? say('evidence.madeFrom', '{{id}} was made from {{ref}}', { id: deployment.id, ref: deployment.ref ?? '' })
      : signIn(deployment.id, delivered(by), hotfix);
    if (sign === null) {
      return [];
    }
    const of = by === 0 ? null : by - 1;
    const evidence =
      of === null ? sign : say('evidence.rightAfter', '{{sign}}, right after {{of}}', { sign, of: deployments[of].id });
    return [{ rule: 'hotfix', by, of, confidence: 'medium', evidence }];
  });
}

function signIn(id: string, delivered: readonly Change[], isHotfix: (name: string | null) => boolean): string | null {
  for (const change of delivered) {
    const name = change.number === null ? change.id.slice(0, 7) : `#${change.number}`;
    const label = change.labels.find(isHotfix);
    if (label !== undefined) {
      return say('evidence.shipsLabelled', '{{id}} ships {{name}} labelled "{{label}}"', { id, name, label });
    }
    if (isHotfix(change.branch)) {
      return say('evidence.shipsBranch', '{{id}} ships {{name}} from branch {{branch}}', {
        id,
        name,
        branch: change.branch ?? '',
      });
    }
    if (isHotfix(change.title)) {
      return say('evidence.shipsTitle', '{{id}} ships {{name}} "{{title}}"', { id, name, title: change.title ?? '' });
    }
  }
  return null;
}
