import { InstantColumns } from './instants';
import { SharedTexts } from './sharedTexts';

/** What the records of a page have in common: the same texts, and columns of instants. */
export interface Common {
  readonly texts: SharedTexts;
  readonly columns: InstantColumns;
}
