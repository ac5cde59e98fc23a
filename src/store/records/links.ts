import { SharedTexts } from './sharedTexts';

const start = Symbol('start');

const url: PropertyDescriptor = {
  configurable: true,
  enumerable: true,
  get(this: { readonly [start]: string; readonly id: string }): string {
    return `${this[start]}${this.id}`;
  },
};

/**
 * Gives a record its link. Where it ends with the record's id, as that of a pull request and of a run does, only what comes
 * before is held, and that is the same for all of a repository.
 */
export function keepUrl(record: { readonly id: string }, link: string | null, texts: SharedTexts): void {
  if (link?.endsWith(record.id) === true) {
    Object.defineProperty(record, start, { value: texts.one(link.slice(0, link.length - record.id.length)) });
    Object.defineProperty(record, 'url', url);
  } else {
    Object.defineProperty(record, 'url', { value: link, configurable: true, enumerable: true });
  }
}
