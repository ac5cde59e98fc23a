import { Ownership } from './delivery';
import { Rules } from './rules';

/** What a query may choose for itself, over the rules of settings and teams. */
export type AnalysisChoices = Partial<
  Pick<Rules, 'leadTimeStart' | 'recoveryStart' | 'reworkWording' | 'attributionWindowHours'>
>;

/** The same ownership with a query's choices in everybody's rules. Hand it to `failureOf`'s callers too. */
export function withChoices(ownership: Ownership, choices: AnalysisChoices): Ownership {
  const chosen = Object.fromEntries(Object.entries(choices).filter(([, value]) => value !== undefined));
  if (Object.keys(chosen).length === 0) {
    return ownership;
  }
  const rules = new Map<Rules, Rules>();
  return {
    rulesOf: (repository) => {
      const own = ownership.rulesOf(repository);
      const known = rules.get(own);
      if (known !== undefined) {
        return known;
      }
      const changed = { ...own, ...chosen };
      rules.set(own, changed);
      return changed;
    },
    teamsOfRepository: (repository) => ownership.teamsOfRepository(repository),
    teamsOfService: (service, serviceId) => ownership.teamsOfService(service, serviceId),
    repositoriesOfService: (service, serviceId) => ownership.repositoriesOfService(service, serviceId),
    defaultBranchOf: (repository) => ownership.defaultBranchOf?.(repository) ?? null,
  };
}
