/**
 * Everything a person reads is said through here: in English by itself, in the viewer's language where somebody translates.
 * The core knows no translation library; Grafana's is handed in by the plugin's door, the command line stays English.
 */

/** What stands for `{{name}}` in a text. Numbers and times come written as the reader writes them. */
export type Values = Readonly<Record<string, string | number>>;

/** A text whose wording depends on `{{count}}`. */
export interface Counted {
  readonly one: string;
  readonly other: string;
}

/** A text in the reader's language. `id` names it in `src/locales`; `english` is what is said where that has nothing. */
export type Translate = (id: string, english: string | Counted, values: Values) => string;

const inEnglish: Translate = (_id, english, values) => {
  const text = typeof english === 'string' ? english : values.count === 1 ? english.one : english.other;
  return text.replace(/\{\{(\w+)\}\}/g, (whole, name: string) => String(values[name] ?? whole));
};

let translate: Translate = inEnglish;

/**
 * One whole sentence or label; never a half one to be put together, because other languages order their words differently.
 * Both texts are literals, so that `npm run locales` finds them. Call it when the text is shown, not when a module is
 * loaded: translations arrive after that.
 */
export function say(id: string, english: string, values: Values = {}): string {
  return translate(id, english, values);
}

/** A text about a number of things: `sayCount('…', { one: '1 change has', other: '{{count}} changes have' }, 3)`. */
export function sayCount(id: string, english: Counted, count: number, values: Values = {}): string {
  return translate(id, english, { ...values, count });
}

/** From now on texts come from here; null: in English. */
export function speak(language: Translate | null): void {
  translate = language ?? inEnglish;
}
