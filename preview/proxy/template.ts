/**
 * The part of Go's text/template that plugin routes are written in: text, `{{ if }} / {{ else if }} / {{ else }} / {{ end }}`,
 * field access, pipelines, string literals and the functions eq, ne, and, or, not, printf and Grafana's own orEmpty.
 * https://pkg.go.dev/text/template and https://grafana.com/developers/plugin-tools (proxy routes).
 */

import { Expression, parseExpression } from './templateExpression';
import { evaluate, isTrue, print } from './templateValue';

/** What a route may read. `SecureJsonData` is a map of strings in Grafana: a missing key is the empty string there. */
export interface TemplateFields {
  readonly URL: string;
  readonly JsonData: Readonly<Record<string, unknown>>;
  readonly SecureJsonData: Readonly<Record<string, string>>;
}

/** A template that cannot be parsed or evaluated. Never carries a value of `SecureJsonData`. */
export class TemplateError extends Error {}

type Node =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'print'; readonly expression: Expression }
  | { readonly kind: 'if'; readonly branches: readonly Branch[]; readonly otherwise: readonly Node[] };

interface Branch {
  readonly condition: Expression;
  readonly body: readonly Node[];
}

/** The template's text with every action replaced. Throws TemplateError. */
export function renderTemplate(template: string, fields: TemplateFields): string {
  const parser = new Parser(tokens(template));
  return renderNodes(parser.all(), fields);
}

function renderNodes(nodes: readonly Node[], fields: TemplateFields): string {
  return nodes.map((node) => renderNode(node, fields)).join('');
}

function renderNode(node: Node, fields: TemplateFields): string {
  switch (node.kind) {
    case 'text':
      return node.text;
    case 'print':
      return print(evaluate(node.expression, fields));
    case 'if': {
      const branch = node.branches.find(({ condition }) => isTrue(evaluate(condition, fields)));
      return renderNodes(branch === undefined ? node.otherwise : branch.body, fields);
    }
  }
}

type Token = { readonly kind: 'text' | 'action'; readonly text: string };

/** Text and actions in turn; `{{-` and `-}}` eat the white space beside them. */
function tokens(template: string): readonly Token[] {
  const found: Token[] = [];
  let rest = template;
  let trimNext = false;
  const text = (piece: string, trimEnd: boolean) => {
    const start = trimNext ? piece.trimStart() : piece;
    found.push({ kind: 'text', text: trimEnd ? start.trimEnd() : start });
  };
  for (let open = rest.indexOf('{{'); open >= 0; open = rest.indexOf('{{')) {
    const close = rest.indexOf('}}', open);
    if (close < 0) {
      throw new TemplateError('An action is opened with {{ and not closed.');
    }
    const inner = rest.slice(open + 2, close);
    text(rest.slice(0, open), /^-\s/.test(inner));
    trimNext = /\s-$/.test(inner);
    found.push({ kind: 'action', text: inner.replace(/^-\s/, '').replace(/\s-$/, '').trim() });
    rest = rest.slice(close + 2);
  }
  text(rest, false);
  return found;
}

class Parser {
  private position = 0;

  constructor(private readonly tokens: readonly Token[]) {}

  all(): readonly Node[] {
    const nodes = this.nodes();
    const left = this.tokens[this.position];
    if (left !== undefined) {
      throw new TemplateError(`{{ ${left.text} }} has no {{ if }} before it.`);
    }
    return nodes;
  }

  /** Nodes up to the end or to an `else` or `end`, which is left for the caller. */
  private nodes(): readonly Node[] {
    const nodes: Node[] = [];
    for (let token = this.tokens[this.position]; token !== undefined; token = this.tokens[this.position]) {
      if (token.kind === 'action' && /^(else|end)\b/.test(token.text)) {
        break;
      }
      this.position += 1;
      nodes.push(this.node(token));
    }
    return nodes;
  }

  private node(token: Token): Node {
    if (token.kind === 'text') {
      return { kind: 'text', text: token.text };
    }
    const condition = /^if\s+(.+)$/s.exec(token.text);
    return condition === null
      ? { kind: 'print', expression: parseExpression(token.text) }
      : this.conditional(condition[1]);
  }

  private conditional(first: string): Node {
    const branches: Branch[] = [{ condition: parseExpression(first), body: this.nodes() }];
    for (;;) {
      const token = this.tokens[this.position];
      this.position += 1;
      if (token === undefined) {
        throw new TemplateError('An {{ if }} has no {{ end }}.');
      }
      if (token.text === 'end') {
        return { kind: 'if', branches, otherwise: [] };
      }
      const elseIf = /^else\s+if\s+(.+)$/s.exec(token.text);
      if (elseIf !== null) {
        branches.push({ condition: parseExpression(elseIf[1]), body: this.nodes() });
        continue;
      }
      const otherwise = this.nodes();
      if (this.tokens[this.position]?.text !== 'end') {
        throw new TemplateError('An {{ else }} has no {{ end }}.');
      }
      this.position += 1;
      return { kind: 'if', branches, otherwise };
    }
  }
}
