import { Directory, Instant, Repository, Service } from '../events';
import { DoraSettings } from '../query';
import { Discovery, Problem, ProblemKind, SourceId } from '../sources';
import { Vault } from '../store';

/** Counts what is kept: an entry of another version is none. */
const version = 2;

/** Problems that the settings pose: all lists were read, and what is there is all there. */
const settledKinds: readonly ProblemKind[] = ['configuration', 'notFound'];

/** Was nothing to be seen, for a reason that is said? */
export function isBlind({ directory, problems }: Discovery): boolean {
  return problems.length > 0 && directory.repositories.length + directory.services.length === 0;
}

/** Were all lists read? Else there may be more than it shows. */
export function isWorthKeeping(discovery: Discovery): boolean {
  return !isBlind(discovery) && discovery.problems.every(({ kind }) => settledKinds.includes(kind));
}

/** A directory as it was kept. */
export interface Kept extends Discovery {
  /** When it was listed. */
  readonly at: Instant;
}

/** What is to be listed, as a text: what was kept for something else says nothing. */
export function extentOf({ organizations, repositories, teams }: DoraSettings): string {
  return JSON.stringify([organizations, repositories, teams.map(({ githubTeam }) => githubTeam)]);
}

/** What a source could see when all its lists were last read; null: nothing is kept. */
export async function loadDirectory(vault: Vault, source: SourceId, extent: string): Promise<Kept | null> {
  const entry = (await vault.load([keyOf(source)])).get(keyOf(source));
  return isRecord(entry) &&
    entry.version === version &&
    entry.extent === extent &&
    typeof entry.at === 'number' &&
    isDirectory(entry.directory) &&
    (entry.problems === undefined || isProblems(source, entry.problems))
    ? { directory: entry.directory, problems: entry.problems ?? [], at: entry.at }
    : null;
}

export async function keepDirectory(vault: Vault, source: SourceId, extent: string, kept: Kept): Promise<void> {
  await vault.save(new Map([[keyOf(source), { version, extent, ...kept }]]));
}

function keyOf(source: SourceId): string {
  return `directory ${source}`;
}

/** Written by this very code, but perhaps by an earlier build of it. */
function isDirectory(entry: unknown): entry is Directory {
  return (
    isRecord(entry) &&
    Array.isArray(entry.repositories) &&
    entry.repositories.every(isRepository) &&
    Array.isArray(entry.services) &&
    entry.services.every(isService) &&
    isRecord(entry.teamRepositories) &&
    Object.values(entry.teamRepositories).every(isTexts)
  );
}

function isRepository(entry: unknown): entry is Repository {
  return (
    isRecord(entry) &&
    typeof entry.name === 'string' &&
    isTextOrNull(entry.defaultBranch) &&
    typeof entry.archived === 'boolean' &&
    isTexts(entry.topics) &&
    isTextOrNull(entry.url)
  );
}

function isService(entry: unknown): entry is Service {
  return (
    isRecord(entry) &&
    typeof entry.id === 'string' &&
    typeof entry.name === 'string' &&
    isTexts(entry.teams) &&
    isTextOrNull(entry.url)
  );
}

function isProblems(source: SourceId, entry: unknown): entry is readonly Problem[] {
  return Array.isArray(entry) && entry.every((one: unknown) => isProblem(source, one));
}

function isProblem(source: SourceId, entry: unknown): entry is Problem {
  return (
    isRecord(entry) &&
    entry.source === source &&
    settledKinds.some((kind) => kind === entry.kind) &&
    isTextOrNull(entry.scope) &&
    typeof entry.message === 'string' &&
    (entry.retryAt === null || typeof entry.retryAt === 'number')
  );
}

function isTexts(entry: unknown): entry is readonly string[] {
  return Array.isArray(entry) && entry.every((one) => typeof one === 'string');
}

function isTextOrNull(entry: unknown): entry is string | null {
  return entry === null || typeof entry === 'string';
}

function isRecord(entry: unknown): entry is Readonly<Record<string, unknown>> {
  return typeof entry === 'object' && entry !== null;
}
