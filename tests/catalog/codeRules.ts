import ts from 'typescript';

/** What the catalog's code review refuses, found in the syntax tree so that comments and strings do not matter. */

export interface Finding {
  readonly line: number;
  readonly what: string;
}

const refusedAccess: ReadonlyMap<string, readonly string[]> = new Map([
  ['window', ['location', 'grafanaBootData', 'grafanaRuntime', 'alert', 'confirm', 'prompt', 'open']],
  ['globalThis', ['location', 'grafanaBootData', 'grafanaRuntime', 'alert', 'confirm', 'prompt', 'open']],
  ['process', ['env']],
]);
const refusedCalls = ['alert', 'confirm', 'prompt', 'eval'];
const refusedAttributes = ['dangerouslySetInnerHTML', 'innerHTML', 'outerHTML'];
const storages = ['localStorage', 'sessionStorage'];
const nodeModules = /^(node:|(fs|path|os|child_process|http|https|net)$)/;

/** Findings in one source file of the plugin. `pluginId` must appear where browser storage is used. */
export function reviewCode(path: string, text: string, pluginId: string): readonly Finding[] {
  const file = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true, ts.ScriptKind.TSX);
  const findings: Finding[] = [];
  const report = (node: ts.Node, what: string) =>
    findings.push({ line: file.getLineAndCharacterOfPosition(node.getStart(file)).line + 1, what });

  const visit = (node: ts.Node): void => {
    if (ts.isPropertyAccessExpression(node) && ts.isIdentifier(node.expression)) {
      const owner = node.expression.text;
      if (owner === 'console' || (refusedAccess.get(owner) ?? []).includes(node.name.text)) {
        report(node, `${owner}.${node.name.text}`);
      }
    }
    if (ts.isPropertyAccessExpression(node) && refusedAttributes.includes(node.name.text)) {
      report(node, node.name.text);
    }
    if (ts.isJsxAttribute(node) && refusedAttributes.includes(node.name.getText(file))) {
      report(node, node.name.getText(file));
    }
    if (ts.isCallExpression(node) && ts.isIdentifier(node.expression) && refusedCalls.includes(node.expression.text)) {
      report(node, `${node.expression.text}()`);
    }
    if (ts.isNewExpression(node) && ts.isIdentifier(node.expression) && node.expression.text === 'Function') {
      report(node, 'new Function');
    }
    if (ts.isIdentifier(node) && storages.includes(node.text) && !text.includes(pluginId)) {
      report(node, `${node.text} with a key that does not carry the plugin's id`);
    }
    if (ts.isImportDeclaration(node) && ts.isStringLiteral(node.moduleSpecifier)) {
      const name = node.moduleSpecifier.text;
      if (nodeModules.test(name) || /\.(css|scss|sass|less)$/.test(name)) {
        report(node, `import of ${name}`);
      }
    }
    if (ts.isStringLiteralLike(node) && /\/api\/ds\/query|\bgf-form/.test(node.text)) {
      report(node, node.text);
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  const silenced = /@ts-(ignore|expect-error|nocheck)|eslint-disable/.exec(text);
  if (silenced !== null) {
    findings.push({ line: text.slice(0, silenced.index).split('\n').length, what: silenced[0] });
  }
  return findings;
}

const secretShapes: ReadonlyArray<readonly [string, RegExp]> = [
  ['GitHub token', /\b(ghp|gho|ghu|ghs|ghr)_[A-Za-z0-9]{36}\b/],
  ['GitHub fine-grained token', /\bgithub_pat_[A-Za-z0-9]{22}_[A-Za-z0-9]{59}\b/],
  ['Grafana token', /\bgl(sa|c)_[A-Za-z0-9+/=_]{32,}\b/],
  ['AWS key', /\bAKIA[0-9A-Z]{16}\b/],
  ['npm token', /\bnpm_[A-Za-z0-9]{36}\b/],
  ['Slack token', /\bxox[abprs]-[A-Za-z0-9-]{20,}\b/],
  ['private key', /-----BEGIN [A-Z ]*PRIVATE KEY-----/],
  ['credentials in an address', /https?:\/\/[^\s/:@'"`]+:[^\s/@'"`]{8,}@/],
];

/** What looks like a real secret, by kind. */
export function secretsIn(text: string): readonly string[] {
  return secretShapes.filter(([, shape]) => shape.test(text)).map(([kind]) => kind);
}
