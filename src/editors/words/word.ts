import { say } from '../../words';

/** How an option is called in the editors. */
export interface Word {
  readonly label: string;
  readonly description?: string;
}

/** What holds where a query chooses nothing. */
export const asInSettings = () => say('options.asInTheSettings', 'As in the settings');

/** The words as choices of a picker, in the order given. */
export function choicesOf<Value extends string>(values: readonly Value[], words: Record<Value, Word>) {
  return values.map((value) => ({ value, ...words[value] }));
}
