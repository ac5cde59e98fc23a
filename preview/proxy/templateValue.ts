import { TemplateError, TemplateFields } from './template';
import { Expression } from './templateExpression';

/** The value of an expression; `undefined` stands for Go's nil. Throws TemplateError where Go would. */
export function evaluate(expression: Expression, fields: TemplateFields): unknown {
  switch (expression.kind) {
    case 'literal':
      return expression.value ?? undefined;
    case 'field':
      return field(expression.path, fields);
    case 'call':
      return call(expression.name, expression.operands, fields);
  }
}

/** Go's truth: false, 0, nil, and anything empty are false. */
export function isTrue(value: unknown): boolean {
  if (Array.isArray(value)) {
    return value.length > 0;
  }
  return isMap(value) ? Object.keys(value).length > 0 : Boolean(value);
}

/** As `{{ x }}` prints it. */
export function print(value: unknown): string {
  return value === undefined ? '<no value>' : format(value);
}

function field(path: readonly string[], fields: TemplateFields): unknown {
  const [root, ...names] = path;
  if (root === undefined) {
    return fields;
  }
  if (root === 'SecureJsonData' && names.length === 1) {
    return own(fields.SecureJsonData, names[0]) ?? '';
  }
  if (root !== 'URL' && root !== 'JsonData' && root !== 'SecureJsonData') {
    throw new TemplateError(`.${root} does not exist: a route knows .URL, .JsonData and .SecureJsonData.`);
  }
  return names.reduce<unknown>((value, name) => {
    if (!isMap(value)) {
      throw new TemplateError(`.${path.join('.')}: there is nothing to take ${name} from.`);
    }
    return own(value, name) ?? undefined;
  }, fields[root]);
}

function own(map: Readonly<Record<string, unknown>>, name: string): unknown {
  return Object.prototype.hasOwnProperty.call(map, name) ? map[name] : undefined;
}

function call(name: string, operands: readonly Expression[], fields: TemplateFields): unknown {
  const value = (index: number) => {
    if (operands[index] === undefined) {
      throw new TemplateError(`${name} lacks an operand.`);
    }
    return evaluate(operands[index], fields);
  };
  switch (name) {
    case 'eq':
      return operands.slice(1).some((_, index) => same(value(0), value(index + 1)));
    case 'ne':
      return !same(value(0), value(1));
    case 'not':
      return !isTrue(value(0));
    // Both stop early and give the operand that decided, as in Go 1.18 and later.
    case 'and':
      return operands.map((_, index) => index).reduce((last, index) => (isTrue(last) ? value(index) : last), value(0));
    case 'or':
      return operands.map((_, index) => index).reduce((last, index) => (isTrue(last) ? last : value(index)), value(0));
    case 'printf':
      return printf(
        format(value(0)),
        operands.slice(1).map((_, index) => value(index + 1))
      );
    case 'orEmpty': {
      const given = value(0);
      return given === undefined ? '' : format(given);
    }
    default:
      throw new TemplateError(`The function ${name} is not defined.`);
  }
}

function same(left: unknown, right: unknown): boolean {
  const kinds = [typeof left, typeof right];
  if (kinds.some((kind) => !['string', 'number', 'boolean'].includes(kind)) || kinds[0] !== kinds[1]) {
    throw new TemplateError('eq and ne compare two strings, two numbers or two booleans; print a setting with printf.');
  }
  return left === right;
}

function printf(pattern: string, values: readonly unknown[]): string {
  let used = 0;
  return pattern.replace(/%(.)/g, (verb, letter: string) => {
    if (letter === '%') {
      return '%';
    }
    if (letter !== 'v' && letter !== 's') {
      throw new TemplateError(`printf knows %v and %s here, not ${verb}.`);
    }
    const value = values[used];
    used += 1;
    return used > values.length ? `%!${letter}(MISSING)` : format(value);
  });
}

function format(value: unknown): string {
  if (value === undefined || value === null) {
    return '<nil>';
  }
  if (Array.isArray(value)) {
    return `[${value.map(format).join(' ')}]`;
  }
  if (isMap(value)) {
    const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
    return `map[${entries.map(([name, inner]) => `${name}:${format(inner)}`).join(' ')}]`;
  }
  return String(value);
}

function isMap(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
