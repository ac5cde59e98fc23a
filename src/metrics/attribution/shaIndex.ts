const shortest = 7;

/** Finds a commit by a full or shortened name (seven digits at least), as people write them. */
export class ShaIndex {
  /** Nearly every prefix has one commit only, and there are many: no list for those. */
  private readonly byPrefix = new Map<string, string | string[]>();

  constructor(shas: Iterable<string>) {
    for (const sha of shas) {
      const prefix = prefixOf(sha);
      const known = this.byPrefix.get(prefix);
      if (known === undefined) {
        this.byPrefix.set(prefix, sha);
      } else if (typeof known !== 'string') {
        if (!known.includes(sha)) {
          known.push(sha);
        }
      } else if (known !== sha) {
        this.byPrefix.set(prefix, [known, sha]);
      }
    }
  }

  /** All commits the name may mean; the very name alone where it is one. */
  matching(name: string): readonly string[] {
    const candidates = [this.byPrefix.get(prefixOf(name)) ?? []].flat();
    if (candidates.includes(name)) {
      return [name];
    }
    const wanted = name.toLowerCase();
    return name.length < shortest ? [] : candidates.filter((sha) => sha.toLowerCase().startsWith(wanted));
  }
}

export function prefixOf(sha: string): string {
  return sha.slice(0, shortest).toLowerCase();
}
