import { say } from '../words';

/** The steps of a query in the editor, in its order. */
export type EditorRow = 'what' | 'ofWhom' | 'overWhat' | 'comparedWith' | 'shownHow' | 'byWhichRules';

/** As the editor calls it. */
export function editorRowTitle(row: EditorRow): string {
  switch (row) {
    case 'what':
      return say('editor.query.what', 'What');
    case 'ofWhom':
      return say('editor.query.ofWhom', 'Of whom');
    case 'overWhat':
      return say('editor.query.overWhat', 'Over what');
    case 'comparedWith':
      return say('editor.query.comparedWith', 'Compared with');
    case 'shownHow':
      return say('editor.query.shownHow', 'Shown how');
    case 'byWhichRules':
      return say('editor.query.byWhichRules', 'By which rules');
  }
}

/** Where a field that `validateQuery` or `unfilled` reports is chosen. */
export function editorRowOf(field: string): EditorRow {
  const [section] = field.split('.');
  switch (section) {
    case 'windowDays':
      return 'overWhat';
    case 'comparisonDate':
      return 'comparedWith';
    case 'shape':
      return 'shownHow';
    case 'choices':
      return 'byWhichRules';
    case 'group':
      return 'ofWhom';
    default:
      return 'what';
  }
}
