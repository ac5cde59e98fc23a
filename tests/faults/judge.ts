import { fullName, Organization } from '../../simulator';
import { MetricRow, Progress } from '../../src/engine';

/** What is wrong with an answer beside the one that nothing troubled; empty: nothing is. */
export function mistakesIn(answer: Progress, right: Progress, organization: Organization): readonly string[] {
  const given = new Map(rowsOf(answer).map((row) => [keyOf(row), row]));
  const mistakes = rowsOf(right).flatMap((row) => {
    const found = given.get(keyOf(row));
    given.delete(keyOf(row));
    if (found === undefined) {
      return isNamed(answer, row, organization) ? [] : [`${keyOf(row)} is missing and nothing says why`];
    }
    if (isSame(found, row)) {
      return [];
    }
    if (!found.incomplete && found.value !== null) {
      return [`${keyOf(row)} is ${numberOf(found)} instead of ${numberOf(row)} and not marked`];
    }
    return isNamed(answer, row, organization) ? [] : [`${keyOf(row)} is marked, but nothing says what is missing`];
  });
  return [...mistakes, ...[...given.keys()].map((key) => `${key} should not be there`)];
}

function rowsOf({ answer }: Progress): readonly MetricRow[] {
  return answer.type === 'metrics' ? answer.rows : [];
}

function keyOf({ metric, group }: MetricRow): string {
  return `${metric} of ${group.repository ?? 'nothing'}`;
}

function numberOf({ value, n, k }: MetricRow): string {
  return `${String(value)} (n ${n}${k === null ? '' : `, k ${k}`})`;
}

/** The number and all that it rests on. */
function isSame(a: MetricRow, b: MetricRow): boolean {
  const fields = ['value', 'n', 'k', 'low', 'high', 'level', 'open', 'unknown', 'approximate'] as const;
  return fields.every((field) => a[field] === b[field]);
}

/**
 * Do the problems or the notices say that the row's repository, or a service of it, is not complete? What holds for a
 * whole upstream names nobody.
 */
function isNamed({ problems, answer }: Progress, { group }: MetricRow, organization: Organization): boolean {
  const repository = group.repository ?? '';
  const services = (organization.plannedTeams ?? [])
    .flatMap((team) => team.services)
    .filter((service) => service.repositories.some((name) => repository.endsWith(`/${name}`)))
    .map(({ name }) => name);
  const ids = organization.pagerduty.services.filter(({ name }) => services.includes(name)).map(({ id }) => id);
  const names = [repository, ...services, ...ids];
  const isKnown = organization.repositories.some((one) => fullName(one) === repository);
  const texts = [...problems.map(({ message }) => message), ...answer.notices.map(({ text }) => text)];
  return (
    problems.some(({ scope }) => scope === null || names.includes(scope)) ||
    // A repository that could not even be listed is nobody's; its owner is named.
    (isKnown &&
      problems.some(({ scope }) => scope !== null && organization.owners.some((owner) => scope.endsWith(owner)))) ||
    texts.some((text) => names.some((name) => name !== '' && text.includes(name)))
  );
}
