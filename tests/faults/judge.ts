import { fullName, Organization } from '../../simulator';
import { Answer, MetricRow, Progress } from '../../src/engine';
import { MetricName } from '../../src/metrics';
import { Naming } from './naming';

/**
 * What is wrong with an answer beside the one that nothing troubled; empty: nothing is. A number must be equal with all it
 * rests on, or be marked, and what is missing must be named: the repository, or an upstream the number rests on. An event
 * must be in its list as it is, or its repository or service be named, with a stretch of time that holds it. Of an answer
 * that is still on its way only the marks count: the progress says that something is missing.
 */
export function mistakesIn(given: Progress, right: Progress, organization: Organization): readonly string[] {
  const naming = new Naming(given, organization);
  const { answer } = right;
  if (given.answer.type !== answer.type) {
    return [`It is about ${given.answer.type} instead of ${answer.type}`];
  }
  if (given.answer.type === 'metrics' && answer.type === 'metrics') {
    return given.complete
      ? [...wrongNumbers(given.answer.rows, answer.rows, naming, organization), ...unmarked(given.answer.rows, naming)]
      : unmarkedAndWrong(given.answer.rows, answer.rows);
  }
  return given.complete ? wrongEvents(given.answer, answer, naming, organization) : [];
}

/** Is all of it as it should be, nothing marked? Whom GitHub no longer knows as an author stays unknown. */
export function isWhole(given: Progress, right: Progress): boolean {
  return textOf(given) === textOf(right);
}

function textOf({ answer }: Progress): string {
  return JSON.stringify(answer.type === 'changes' ? answer.rows.map((row) => ({ ...row, author: null })) : answer.rows);
}

/** What each metric rests on beside deployments. By repository an incident belongs to its cause: it takes everything. */
const restsOnIncidents: Readonly<Record<MetricName, boolean>> = {
  deploymentFrequency: false,
  changeLeadTime: false,
  changeFailRate: true,
  failedDeploymentRecoveryTime: true,
  deploymentReworkRate: true,
  timeToRestore: true,
};

function wrongNumbers(
  given: readonly MetricRow[],
  right: readonly MetricRow[],
  naming: Naming,
  organization: Organization
): readonly string[] {
  const rows = new Map(given.map((row) => [keyOf(row), row]));
  const mistakes = right.flatMap((row) => {
    const key = keyOf(row);
    const found = rows.get(key);
    rows.delete(key);
    const isNamed = isExplained(row, naming, organization);
    if (found === undefined) {
      return naming.namesListing() ? [] : [`${key} is missing and nothing says why`];
    }
    if (!found.incomplete) {
      return isSame(found, row) || isPlacedByTime(found, row, naming)
        ? []
        : [`${key} is ${numberOf(found)} instead of ${numberOf(row)} and not marked`];
    }
    return isNamed ? [] : [`${key} is marked, but nothing says what is missing`];
  });
  const more = [...rows.values()].filter((row) => !isUnplaced(row) || !isExplained(row, naming, organization));
  return [...mistakes, ...more.map((row) => `${keyOf(row)} should not be there`)];
}

/**
 * Is something named that the number rests on? What is laid at doors rests on the other repositories of a service, too: an
 * incident is blamed on what is known.
 */
function isExplained({ metric, group }: MetricRow, naming: Naming, organization: Organization): boolean {
  const { repository = null } = group;
  const names =
    repository === null
      ? organization.repositories.map(fullName)
      : restsOnIncidents[metric]
        ? servedWith(repository, organization)
        : [repository];
  return names.some((name) => naming.namesRepository(name)) || (restsOnIncidents[metric] && naming.namesIncidents());
}

/** A repository with those that are run by the same services. */
function servedWith(repository: string, { plannedTeams = [], repositories }: Organization): readonly string[] {
  const served = plannedTeams.flatMap(({ services }) => services);
  const own = new Set(
    served.filter((one) => one.repositories.some((name) => repository.endsWith(`/${name}`))).map(({ name }) => name)
  );
  const names = new Set(served.filter(({ name }) => own.has(name)).flatMap((one) => one.repositories));
  return [repository, ...repositories.filter(({ name }) => names.has(name)).map(fullName)];
}

/** GitHub may not name the commit of a merge: its time decides, which is counted beside the number and said. */
function isPlacedByTime(found: MetricRow, row: MetricRow, naming: Naming): boolean {
  return found.metric === 'changeLeadTime' && found.approximate > row.approximate && naming.saysApproximate();
}

/** Marked incidents that nobody is known to have caused: there is such a row only where something is missing. */
function isUnplaced({ metric, group, incomplete }: MetricRow): boolean {
  return metric === 'timeToRestore' && group.repository === null && incomplete;
}

/** A lead time rests on all that is read of a repository: what is said to be missing must show. */
function unmarked(given: readonly MetricRow[], naming: Naming): readonly string[] {
  return given
    .filter((row) => row.metric === 'changeLeadTime' && !row.incomplete && naming.lists(repositoryOf(row)))
    .map((row) => `${keyOf(row)} is not marked, but its repository is named as not read`);
}

function unmarkedAndWrong(given: readonly MetricRow[], right: readonly MetricRow[]): readonly string[] {
  const rows = new Map(right.map((row) => [keyOf(row), row]));
  return given.flatMap((found) => {
    const row = rows.get(keyOf(found));
    if (row === undefined) {
      return isUnplaced(found) ? [] : [`${keyOf(found)} should not be there, on its way`];
    }
    return found.incomplete || isSame(found, row)
      ? []
      : [`${keyOf(found)} is ${numberOf(found)} instead of ${numberOf(row)}, on its way and not marked`];
  });
}

function repositoryOf({ group }: MetricRow): string {
  return group.repository ?? '';
}

function keyOf({ metric, group, time }: MetricRow): string {
  const when = time === null ? '' : ` at ${new Date(time).toISOString().slice(0, 10)}`;
  return `${metric} of ${group.repository ?? 'nothing'}${when}`;
}

function numberOf({ value, n, k }: MetricRow): string {
  return `${String(value)} (n ${n}${k === null ? '' : `, k ${k}`})`;
}

/** The number and all that it rests on. */
function isSame(a: MetricRow, b: MetricRow): boolean {
  const fields = ['value', 'n', 'k', 'low', 'high', 'level', 'open', 'unknown', 'approximate'] as const;
  return fields.every((field) => a[field] === b[field]);
}

/** An event of a list, whatever it is. */
interface Listed {
  readonly key: string;
  readonly at: number;
  /** Null: an incident's. */
  readonly repository: string | null;
  readonly services: readonly string[];
  readonly text: string;
  /** The list itself says that time decided. */
  readonly isApproximate?: boolean;
}

function wrongEvents(given: Answer, right: Answer, naming: Naming, organization: Organization): readonly string[] {
  const listed = new Map(listedIn(given).map((row) => [row.key, row]));
  const mistakes = listedIn(right).flatMap((row) => {
    const found = listed.get(row.key);
    listed.delete(row.key);
    if (found === undefined) {
      const { repository, services } = row;
      return naming.namesEvent(repository === null ? { services } : { repository }, row.at)
        ? []
        : [`${row.key} of ${new Date(row.at).toISOString().slice(0, 10)} is missing and nothing says so`];
    }
    return found.text === row.text ||
      (found.isApproximate === true && naming.saysApproximate()) ||
      isTouched(row, right.type, naming, organization)
      ? []
      : [`${row.key} is ${found.text} instead of ${row.text} and nothing says so`];
  });
  // What deployments contain is not known: a change may seem to have been deployed later than it was.
  const isMisplaced = ({ repository }: Listed) =>
    right.type === 'changes' && repository !== null && naming.namesRepository(repository);
  const more = [...listed.values()].filter((row) => !isMisplaced(row));
  return [...mistakes, ...more.map(({ key }) => `${key} should not be there`)];
}

/** May what is said to be missing have changed what an event is held to be? A change rests on its repository alone. */
function isTouched({ repository }: Listed, type: Answer['type'], naming: Naming, organization: Organization): boolean {
  const repositories =
    repository === null
      ? organization.repositories.map(fullName)
      : type === 'changes'
        ? [repository]
        : servedWith(repository, organization);
  return repositories.some((name) => naming.namesRepository(name)) || (type !== 'changes' && naming.namesIncidents());
}

function listedIn(answer: Answer): readonly Listed[] {
  switch (answer.type) {
    case 'deployments':
      return answer.rows.map((row) => ({
        key: `deployment ${row.id}`,
        at: row.finishedAt ?? 0,
        repository: row.repository,
        services: [],
        text: JSON.stringify(row),
      }));
    case 'changes':
      return answer.rows.map((row) => ({
        key: `change ${row.repository}#${row.id}`,
        at: row.mergedAt,
        repository: row.repository,
        services: [],
        // Who wrote it is not known any more where GitHub says so.
        text: JSON.stringify({ ...row, author: null }),
        isApproximate: row.approximate,
      }));
    case 'incidents':
      return answer.rows.map((row) => ({
        key: `incident ${row.id}`,
        at: row.createdAt,
        repository: null,
        services: row.service === null ? [] : [row.service],
        text: JSON.stringify(row),
      }));
    default:
      throw new Error(`Nobody judges ${answer.type}.`);
  }
}
