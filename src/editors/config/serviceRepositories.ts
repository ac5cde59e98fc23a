import { joinList, splitList } from '../fields';

type ServiceRepositories = Readonly<Record<string, readonly string[]>>;

/** `pay-api: acme/pay; ledger: acme/ledger, acme/books`. */
export function joinServiceRepositories(services: ServiceRepositories): string {
  return Object.entries(services)
    .map(([service, repositories]) => `${service}: ${joinList(repositories)}`)
    .join('; ');
}

/**
 * The other way round. The last colon ends the service's name, which may hold colons itself; a repository cannot. An
 * entry without repositories says nothing and is left out.
 */
export function splitServiceRepositories(text: string): ServiceRepositories {
  const entries = text.split(/[;\n]/).flatMap((entry): Array<[string, readonly string[]]> => {
    const colon = entry.lastIndexOf(':');
    const service = entry.slice(0, Math.max(0, colon)).trim();
    const repositories = colon < 0 ? [] : splitList(entry.slice(colon + 1));
    return service === '' || repositories.length === 0 ? [] : [[service, repositories]];
  });
  return Object.fromEntries(entries);
}
