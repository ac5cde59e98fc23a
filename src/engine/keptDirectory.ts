import { Directory, Repository, Service } from '../events';
import { SourceId } from '../sources';
import { Vault } from '../store';

/** Counts what is kept: an entry of another version is none. */
const version = 1;

/** What a source could see when it was last listed without trouble; null: nothing is kept. */
export async function loadDirectory(vault: Vault, source: SourceId): Promise<Directory | null> {
  const entry = (await vault.load([keyOf(source)])).get(keyOf(source));
  return isRecord(entry) && entry.version === version && isDirectory(entry.directory) ? entry.directory : null;
}

export async function keepDirectory(vault: Vault, source: SourceId, directory: Directory): Promise<void> {
  await vault.save(new Map([[keyOf(source), { version, directory }]]));
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

function isTexts(entry: unknown): entry is readonly string[] {
  return Array.isArray(entry) && entry.every((one) => typeof one === 'string');
}

function isTextOrNull(entry: unknown): entry is string | null {
  return entry === null || typeof entry === 'string';
}

function isRecord(entry: unknown): entry is Readonly<Record<string, unknown>> {
  return typeof entry === 'object' && entry !== null;
}
