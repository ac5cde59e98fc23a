const shortest = 7;

/** Finds a commit by a full or shortened name (seven digits at least), as people write them. */
export class ShaIndex {
  private readonly byPrefix = new Map<string, string[]>();
  private readonly whole = new Set<string>();

  constructor(shas: Iterable<string>) {
    for (const sha of shas) {
      if (!this.whole.has(sha)) {
        this.whole.add(sha);
        const prefix = sha.slice(0, shortest).toLowerCase();
        const known = this.byPrefix.get(prefix);
        if (known === undefined) {
          this.byPrefix.set(prefix, [sha]);
        } else {
          known.push(sha);
        }
      }
    }
  }

  /** All commits the name may mean; the very name alone where it is one. */
  matching(name: string): readonly string[] {
    if (this.whole.has(name)) {
      return [name];
    }
    if (name.length < shortest) {
      return [];
    }
    const wanted = name.toLowerCase();
    const candidates = this.byPrefix.get(wanted.slice(0, shortest)) ?? [];
    return candidates.filter((sha) => sha.toLowerCase().startsWith(wanted));
  }
}
