/** What a repository is called without its owner, in lower case: `pay` of `Acme/Pay`. A service of that name is taken for its own. */
export function shortNameOf(repository: string): string {
  return repository.slice(repository.lastIndexOf('/') + 1).toLowerCase();
}
