/**
 * Everything a person reads is said through here: in English by itself, in the viewer's language where somebody translates.
 * The core knows no translation library; Grafana's is handed in by the plugin's door, the command line stays English.
 */

/**
 * What stands for `{{name}}` in a text. A number is written as the reader writes numbers (12,345 or 12.345); what only
 * looks like one (the number of a pull request, the status of an answer) comes as text.
 */
export type Values = Readonly<Record<string, string | number>>;

/** A text whose wording depends on `{{count}}`. */
export interface Counted {
  readonly one: string;
  readonly other: string;
}

/** The reader's language, as whoever shows the texts knows it. */
export interface Language {
  /** BCP 47, `de-DE`: how numbers, durations and lists are written. */
  readonly locale: string;
  /**
   * A text in that language. `id` names it in `src/locales`; `english` is what is said where that has nothing. A text about
   * a number of things comes with that number, and the values hold it as `count`, written as the reader writes it.
   */
  readonly translate: (id: string, english: string | Counted, values: Written, count?: number) => string;
  /** An instant (epoch milliseconds), in the reader's time zone. */
  readonly instant: (at: number) => string;
}

/** Values as they appear in a text. */
export type Written = Readonly<Record<string, string>>;

const english: Language = {
  locale: 'en-US',
  translate: (_id, text, values, count) => {
    const wording = typeof text === 'string' ? text : count === 1 ? text.one : text.other;
    return filledIn(wording, values);
  },
  // Nobody said where the reader is.
  instant: (at) => `${new Date(at).toISOString().slice(0, 16)}Z`,
};

/** A text with its values in place of `{{name}}`, as they are: nothing in a value is followed. */
export function filledIn(text: string, values: Written): string {
  return text.includes('{{')
    ? text.replace(/\{\{\s*(\w+)\s*\}\}/g, (whole, name: string) => values[name] ?? whole)
    : text;
}

let language = english;
const numberFormats = new Map<string, Intl.NumberFormat>();

/** From now on texts come from here; null: in English. */
export function speak(next: Language | null): void {
  language = next ?? english;
}

/**
 * One whole sentence or label; never a half one to be put together, because other languages order their words differently.
 * Both texts are literals, so that `npm run locales` finds them. Call it when the text is shown, not when a module is
 * loaded: translations arrive after that.
 */
export function say(id: string, text: string, values: Values = {}): string {
  return language.translate(id, text, written(values));
}

/** A text about a number of things: `sayCount('…', { one: '1 change has', other: '{{count}} changes have' }, 3)`. */
export function sayCount(id: string, text: Counted, count: number, values: Values = {}): string {
  return language.translate(id, text, written({ ...values, count }), count);
}

/** `12,345.6`: a number with at most this many decimals. Four digits stand without a separator: 2000 may be a year. */
export function sayNumber(value: number, decimals = 3): string {
  return numberFormat({ maximumFractionDigits: decimals, useGrouping: Math.abs(value) >= 10_000 }).format(value);
}

/** `3 minutes`, `1.5 hours`: a length of time in one unit, with at most this many decimals. */
export function sayDuration(value: number, unit: 'second' | 'minute' | 'hour' | 'day', decimals = 0): string {
  return numberFormat({ style: 'unit', unit, unitDisplay: 'long', maximumFractionDigits: decimals }).format(value);
}

/** One for each way of writing: making one takes as long as writing hundreds of numbers. */
function numberFormat(options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const { locale } = language;
  const key = `${locale} ${Object.values(options).join(' ')}`;
  const known = numberFormats.get(key);
  if (known !== undefined) {
    return known;
  }
  const made = new Intl.NumberFormat(locale, options);
  numberFormats.set(key, made);
  return made;
}

/** An instant (epoch milliseconds) as the reader writes it; ISO-8601 in UTC where nobody knows how that is. */
export function sayInstant(at: number): string {
  return language.instant(at);
}

/** `a, b and c`. */
export function sayList(parts: readonly string[], joined: 'and' | 'or' = 'and'): string {
  const type = joined === 'and' ? 'conjunction' : 'disjunction';
  // Our English has no comma before the last "and".
  const locale = language.locale === 'en-US' ? 'en-GB' : language.locale;
  return new Intl.ListFormat(locale, { type }).format(parts);
}

function written(values: Values): Written {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name, typeof value === 'number' ? sayNumber(value) : value])
  );
}
