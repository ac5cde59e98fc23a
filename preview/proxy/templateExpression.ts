import { TemplateError } from './template';

/** What stands between `{{` and `}}`: a literal, a field, or a call; a pipeline is a call with its input last. */
export type Expression =
  | { readonly kind: 'literal'; readonly value: string | number | boolean | null }
  | { readonly kind: 'field'; readonly path: readonly string[] }
  | { readonly kind: 'call'; readonly name: string; readonly operands: readonly Expression[] };

const lexeme = /\s*("(?:[^"\\]|\\.)*"|`[^`]*`|\(|\)|\||(?:\.[A-Za-z_]\w*)+|\.|-?\d+(?:\.\d+)?|[A-Za-z_]\w*)/y;

/** Throws TemplateError for what this subset does not know. */
export function parseExpression(source: string): Expression {
  const lexemes: string[] = [];
  for (lexeme.lastIndex = 0; source.slice(lexeme.lastIndex).trim() !== '';) {
    const at = lexeme.lastIndex;
    const found = lexeme.exec(source);
    if (found === null) {
      throw new TemplateError(`{{ ${source} }} is not understood from ${JSON.stringify(source.slice(at))} on.`);
    }
    lexemes.push(found[1]);
  }
  const reader = new Reader(lexemes, source);
  const expression = reader.pipeline();
  if (reader.peek() !== undefined) {
    throw reader.unexpected();
  }
  return expression;
}

class Reader {
  private position = 0;

  constructor(
    private readonly lexemes: readonly string[],
    private readonly source: string
  ) {}

  peek(): string | undefined {
    return this.lexemes[this.position];
  }

  unexpected(): TemplateError {
    return new TemplateError(`{{ ${this.source} }}: unexpected ${this.peek() ?? 'end'}.`);
  }

  pipeline(): Expression {
    let value = this.command();
    while (this.peek() === '|') {
      this.position += 1;
      const name = this.peek();
      if (name === undefined || !/^[A-Za-z_]/.test(name)) {
        throw this.unexpected();
      }
      const next = this.command();
      if (next.kind !== 'call') {
        throw new TemplateError(`{{ ${this.source} }}: only a function can follow a |.`);
      }
      value = { ...next, operands: [...next.operands, value] };
    }
    return value;
  }

  /** One operand, or a function with its operands. */
  private command(): Expression {
    const first = this.operand();
    if (first.kind !== 'call' || this.lexemes[this.position - 1] === ')') {
      return first;
    }
    const operands: Expression[] = [];
    for (let next = this.peek(); next !== undefined && next !== ')' && next !== '|'; next = this.peek()) {
      operands.push(this.operand());
    }
    return { ...first, operands };
  }

  private operand(): Expression {
    const text = this.peek();
    if (text === undefined || text === ')' || text === '|') {
      throw this.unexpected();
    }
    this.position += 1;
    if (text === '(') {
      const inner = this.pipeline();
      if (this.peek() !== ')') {
        throw this.unexpected();
      }
      this.position += 1;
      return inner;
    }
    if (text.startsWith('.')) {
      return { kind: 'field', path: text.split('.').filter((name) => name !== '') };
    }
    if (text.startsWith('"')) {
      return { kind: 'literal', value: String(JSON.parse(text)) };
    }
    if (text.startsWith('`')) {
      return { kind: 'literal', value: text.slice(1, -1) };
    }
    if (/^-?\d/.test(text)) {
      return { kind: 'literal', value: Number(text) };
    }
    if (text === 'true' || text === 'false') {
      return { kind: 'literal', value: text === 'true' };
    }
    return text === 'nil' ? { kind: 'literal', value: null } : { kind: 'call', name: text, operands: [] };
  }
}
