import { IncidentOverride } from '../metrics';
import { say } from '../words';
import { FieldProblem } from './fields';
import { DoraSettings } from './settings';

/**
 * Rulings of data source and teams that contradict each other: one incident cannot have two causes. `field` is the path of
 * the second of the two. O(rulings).
 */
export function rulingProblems({ rules, teams }: Pick<DoraSettings, 'rules' | 'teams'>): readonly FieldProblem[] {
  const all = [
    ...pathed(rules.overrides, 'rules'),
    ...teams.flatMap((team, index) => pathed(team.rules.overrides ?? [], `teams[${index}].rules`)),
  ];
  const first = new Map<string, IncidentOverride>();
  return all.flatMap(({ field, override }): FieldProblem[] => {
    const { incident } = override;
    const before = first.get(incident);
    if (before === undefined) {
      first.set(incident, override);
      return [];
    }
    return before.deployment === override.deployment ? [] : [{ field, message: contradiction(before, override) }];
  });
}

function pathed(overrides: readonly IncidentOverride[], path: string) {
  return overrides.map((override, index) => ({ field: `${path}.overrides[${index}].incident`, override }));
}

function contradiction(one: IncidentOverride, other: IncidentOverride): string {
  const { incident } = one;
  return say(
    'query.rulings.contradict',
    'Two rulings on incident {{incident}} contradict each other: {{first}}, and {{second}}. Only one of them holds. Remove the other in the settings.',
    { incident, first: effectOf(one), second: effectOf(other) }
  );
}

function effectOf({ deployment, author }: IncidentOverride): string {
  const who = author === '' ? say('query.rulings.nobody', 'nobody by name') : author;
  return deployment === null
    ? say('query.rulings.notRelated', 'not change-related ({{who}})', { who })
    : say('query.rulings.caused', 'caused by {{deployment}} ({{who}})', { deployment, who });
}
