import ts from 'typescript';

/** The texts of one language by id, as i18next looks them up: `room.thing`, and `room.thing_one` where the number matters. */
export type Texts = ReadonlyMap<string, string>;

export interface SpokenTexts {
  readonly texts: Texts;
  /** What cannot be translated as it is written, with the place. */
  readonly faults: readonly string[];
}

const idShape = /^[a-z][A-Za-z0-9]*(\.[a-z][A-Za-z0-9]*)+$/;

/** Every text that the code says through `say` and `sayCount`, in English. Files are given as path and source. */
export function spokenTexts(files: ReadonlyArray<readonly [path: string, source: string]>): SpokenTexts {
  const texts = new Map<string, string>();
  const faults: string[] = [];
  for (const [path, source] of files) {
    const file = ts.createSourceFile(path, source, ts.ScriptTarget.Latest, true);
    const visit = (node: ts.Node): void => {
      const called = ts.isCallExpression(node) && ts.isIdentifier(node.expression) ? node.expression.text : null;
      if (ts.isCallExpression(node) && (called === 'say' || called === 'sayCount')) {
        const place = `${path}:${file.getLineAndCharacterOfPosition(node.getStart(file)).line + 1}`;
        const found = called === 'say' ? sayTexts(node.arguments) : sayCountTexts(node.arguments);
        if (typeof found === 'string') {
          faults.push(`${place} ${found}`);
        } else {
          for (const [id, text] of found) {
            if (texts.has(id) && texts.get(id) !== text) {
              faults.push(`${place} ${id} is said elsewhere as "${texts.get(id)}"`);
            }
            texts.set(id, text);
          }
        }
        if (isAtLoadTime(node)) {
          faults.push(`${place} is said while the module loads, before translations arrive`);
        }
      }
      ts.forEachChild(node, visit);
    };
    visit(file);
  }
  for (const id of texts.keys()) {
    const parents = id.split('.').map((_part, index, parts) => parts.slice(0, index).join('.'));
    faults.push(
      ...parents.filter((parent) => texts.has(parent)).map((parent) => `${parent} is a text and holds ${id}`)
    );
  }
  return { texts: new Map([...texts].sort(([a], [b]) => (a < b ? -1 : 1))), faults };
}

/**
 * What a language has to say for these English texts, by id: a text that depends on a number has as many wordings as the
 * language has plural forms (CLDR), each beside the English for many.
 */
export function wordingsIn(locale: string, english: Texts): Texts {
  const forms = new Intl.PluralRules(locale).resolvedOptions().pluralCategories;
  return new Map(
    [...english].flatMap(([id, text]): ReadonlyArray<readonly [string, string]> => {
      const counted = /^(.*)_(one|other)$/.exec(id);
      if (counted === null) {
        return [[id, text]];
      }
      const [, name, form] = counted;
      return forms.filter((one) => (one === 'one') === (form === 'one')).map((one) => [`${name}_${one}`, text]);
    })
  );
}

/** The names in `{{…}}`, sorted. */
export function placeholdersOf(text: string): readonly string[] {
  return [...new Set([...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name))].sort();
}

type Found = ReadonlyArray<readonly [id: string, text: string]>;

function sayTexts([id, text]: ts.NodeArray<ts.Expression>): Found | string {
  const name = literal(id);
  const english = literal(text);
  return name === null || english === null ? 'id and text must be literals' : (idFault(name) ?? [[name, english]]);
}

function sayCountTexts([id, counted]: ts.NodeArray<ts.Expression>): Found | string {
  const name = literal(id);
  const wording = (form: string) => {
    const property =
      counted !== undefined && ts.isObjectLiteralExpression(counted)
        ? counted.properties.find((one) => ts.isPropertyAssignment(one) && one.name.getText() === form)
        : undefined;
    return property !== undefined && ts.isPropertyAssignment(property) ? literal(property.initializer) : null;
  };
  const [one, other] = [wording('one'), wording('other')];
  if (name === null || one === null || other === null) {
    return 'id and both wordings, one and other, must be literals';
  }
  return (
    idFault(name) ?? [
      [`${name}_one`, one],
      [`${name}_other`, other],
    ]
  );
}

/** A literal, or literals joined by `+` where a line would be too long. */
function literal(node: ts.Expression | undefined): string | null {
  if (node === undefined) {
    return null;
  }
  if (ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.PlusToken) {
    const [left, right] = [literal(node.left), literal(node.right)];
    return left === null || right === null ? null : left + right;
  }
  return ts.isStringLiteralLike(node) ? node.text : null;
}

function idFault(id: string): string | null {
  return idShape.test(id) ? null : `"${id}" is not an id: words joined by dots, the room first`;
}

/** Is the call run while the module loads: in no function, and in no property that is initialised later? */
function isAtLoadTime(node: ts.Node): boolean {
  for (let around = node.parent; around !== undefined; around = around.parent) {
    if (ts.isFunctionLike(around) || (ts.isPropertyDeclaration(around) && !isStatic(around))) {
      return false;
    }
  }
  return true;
}

function isStatic(property: ts.PropertyDeclaration): boolean {
  return property.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.StaticKeyword) ?? false;
}
