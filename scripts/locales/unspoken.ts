import ts from 'typescript';

/** Where a text that a person reads stands: properties and attributes that React and Grafana show. */
const shown = new Set([
  ...['label', 'description', 'title', 'placeholder', 'aria-label', 'summary', 'confirmText', 'body'],
  ...['text', 'message', 'hint', 'nothing', 'sentence', 'evidence', 'detail', 'tooltip', 'advice', 'effect'],
]);
/** A word and a space, or a capital at the beginning: not an id, an address or an example of input. */
const isProse = (text: string) => /[a-z]{2,} \S|\S [a-z]{2,}|^[A-Z][a-z]{2,}$/.test(text.trim());
/** Names are the same in every language. */
const names = new Set(['GitHub', 'PagerDuty', 'Grafana DORA']);

/** Texts of one file that are shown without being said, as `line: text`. */
export function unspokenTexts(path: string, source: string): readonly string[] {
  const file = ts.createSourceFile(path, source, ts.ScriptTarget.Latest, true);
  const found: string[] = [];
  const check = (node: ts.Node, text: string): void => {
    const plain = text.replace(/\s+/g, ' ').trim();
    if (isProse(plain) && !names.has(plain)) {
      found.push(`${file.getLineAndCharacterOfPosition(node.getStart(file)).line + 1}: ${plain}`);
    }
  };
  const checkValue = (node: ts.Node): void => {
    if (ts.isStringLiteralLike(node)) {
      check(node, node.text);
    } else if (ts.isTemplateExpression(node)) {
      check(node, [node.head.text, ...node.templateSpans.map(({ literal }) => literal.text)].join(' … '));
    } else if (ts.isConditionalExpression(node)) {
      checkValue(node.whenTrue);
      checkValue(node.whenFalse);
    } else if (ts.isJsxExpression(node) && node.expression !== undefined) {
      checkValue(node.expression);
    }
  };
  const visit = (node: ts.Node): void => {
    if (ts.isJsxText(node)) {
      check(node, node.text);
    } else if (ts.isJsxAttribute(node) && node.initializer !== undefined && shown.has(node.name.getText(file))) {
      checkValue(node.initializer);
    } else if (ts.isPropertyAssignment(node) && shown.has(node.name.getText(file).replace(/['"]/g, ''))) {
      checkValue(node.initializer);
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
}
