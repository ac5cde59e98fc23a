/**
 * One copy of what many records say in the same words. Every answer and every entry of the vault brings copies of its own,
 * which for an organisation of some hundred repositories is more than all the rest.
 */
export class SharedTexts {
  private readonly copies = new Map<string, string>();
  private readonly lists = new Map<string, readonly string[]>();

  one<Text extends string>(text: Text): Text;
  one(text: string): string {
    const known = this.copies.get(text);
    if (known === undefined) {
      this.copies.set(text, text);
    }
    return known ?? text;
  }

  orNull(text: string | null): string | null {
    return text === null ? null : this.one(text);
  }

  /** A list of shared texts. */
  list(texts: readonly string[]): readonly string[] {
    return texts.length === 0 ? none : texts.map((text) => this.one(text));
  }

  /** Of a list that many records have alike: the same one for all. */
  alike(texts: readonly string[]): readonly string[] {
    if (texts.length === 0) {
      return none;
    }
    const key = JSON.stringify(texts);
    const known = this.lists.get(key);
    if (known !== undefined) {
      return known;
    }
    const list = this.list(texts);
    this.lists.set(key, list);
    return list;
  }
}

/** One empty list for all. */
export const none: readonly never[] = [];
