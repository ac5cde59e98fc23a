import { say } from '../words';

/**
 * Reading what somebody saved, provisioned or typed: field by field, tolerant, and with a sentence for everything that
 * was not understood. Absent (or null) is never a problem, it means "the default".
 */

/** What is wrong with one field and what to do. `field` is a path: `teams[1].rules.hotfixPattern`. */
export interface FieldProblem {
  readonly field: string;
  readonly message: string;
}

export type Fields = Readonly<Record<string, unknown>>;

export function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** What a person sees of a value that was not understood; short, whatever it was. */
export function shown(value: unknown): string {
  const text = typeof value === 'string' ? `"${value}"` : jsonOf(value);
  return text.length > 60 ? `${text.slice(0, 57)}…` : text;
}

/** Circular things and big integers have no JSON; their type says enough. */
function jsonOf(value: unknown): string {
  try {
    return JSON.stringify(value) ?? typeof value;
  } catch {
    return typeof value;
  }
}

const isAbsent = (value: unknown): value is null | undefined => value === undefined || value === null;

export class FieldReader {
  constructor(
    private readonly fields: Fields,
    private readonly problems: FieldProblem[],
    private readonly prefix = ''
  ) {}

  has(name: string): boolean {
    return !isAbsent(this.fields[name]);
  }

  path(name: string): string {
    return this.prefix === '' ? name : `${this.prefix}.${name}`;
  }

  report(name: string, message: string): void {
    this.problems.push({ field: this.path(name), message });
  }

  /** Trimmed. */
  text(name: string, fallback = ''): string {
    const value = this.fields[name];
    const text = asText(value);
    if (text === null && !isAbsent(value)) {
      this.report(
        name,
        say('query.field.mustBeTextNot', '{{value}} must be text, not {{value2}}.', {
          value: this.path(name),
          value2: shown(value),
        })
      );
    }
    return text ?? fallback;
  }

  /** `"true"` and `"false"` are understood: provisioning fills variables in as text. */
  flag(name: string, fallback: boolean): boolean {
    const value = this.fields[name];
    if (typeof value === 'boolean') {
      return value;
    }
    if (value === 'true' || value === 'false') {
      return value === 'true';
    }
    if (!isAbsent(value)) {
      this.report(
        name,
        say('query.field.mustBeTrueOrFalse', '{{value}} must be true or false, not {{value2}}.', {
          value: this.path(name),
          value2: shown(value),
        })
      );
    }
    return fallback;
  }

  /** Any finite number; text that is one is understood. Whether it makes sense is for the validation to say. */
  number(name: string, fallback: number): number {
    return this.numberOrNull(name) ?? fallback;
  }

  numberOrNull(name: string): number | null {
    const value = this.fields[name];
    const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
    if (typeof number === 'number' && Number.isFinite(number)) {
      return number === 0 ? 0 : number;
    }
    if (!isAbsent(value)) {
      this.report(
        name,
        say('query.field.mustBeANumberNot', '{{value}} must be a number, not {{value2}}.', {
          value: this.path(name),
          value2: shown(value),
        })
      );
    }
    return null;
  }

  choice<Choice extends string | number>(name: string, allowed: readonly Choice[], fallback: Choice): Choice {
    return this.choiceOrNull(name, allowed) ?? fallback;
  }

  choiceOrNull<Choice extends string | number>(name: string, allowed: readonly Choice[]): Choice | null {
    const value = this.fields[name];
    const found = allowed.find((choice) => choice === value || String(choice) === value);
    if (found === undefined && !isAbsent(value)) {
      this.report(
        name,
        say('query.field.isNotKnownAsChoose', '{{value}} is not known as {{value2}}. Choose one of {{allowed}}.', {
          value: shown(value),
          value2: this.path(name),
          allowed: allowed.join(', '),
        })
      );
    }
    return found ?? null;
  }

  /** Trimmed, without empty and repeated entries; a single text stands for a list of one. */
  texts(name: string): readonly string[] {
    const value = this.fields[name];
    if (isAbsent(value)) {
      return [];
    }
    const found: string[] = [];
    for (const entry of Array.isArray(value) ? value : [value]) {
      const text = asText(entry);
      if (text === null) {
        this.report(
          name,
          say('query.field.mustBeAListOf', '{{value}} must be a list of texts; {{entry}} is left out.', {
            value: this.path(name),
            entry: shown(entry),
          })
        );
      } else if (text !== '') {
        found.push(text);
      }
    }
    return [...new Set(found)];
  }

  /** Known entries in their order, each once; the unknown ones are reported and dropped. */
  choices<Choice extends string>(
    name: string,
    allowed: readonly Choice[],
    fallback: readonly Choice[]
  ): readonly Choice[] {
    if (!this.has(name)) {
      return fallback;
    }
    return this.texts(name).flatMap((text) => {
      const found = allowed.find((choice) => choice === text);
      if (found === undefined) {
        this.report(
          name,
          say('query.field.isNotKnownInKnown', '{{text}} is not known in {{value}}. Known: {{allowed}}.', {
            text: shown(text),
            value: this.path(name),
            allowed: allowed.join(', '),
          })
        );
        return [];
      }
      return [found];
    });
  }

  /** A nested object; absent or of another shape: an empty one. */
  section(name: string): FieldReader {
    const value = this.fields[name];
    if (!isFields(value) && !isAbsent(value)) {
      this.report(
        name,
        say('query.field.mustBeAnObjectNot', '{{value}} must be an object, not {{value2}}.', {
          value: this.path(name),
          value2: shown(value),
        })
      );
    }
    return new FieldReader(isFields(value) ? value : {}, this.problems, this.path(name));
  }

  /** A list of objects; entries of another shape are reported and left out. */
  sections(name: string): readonly FieldReader[] {
    const value = this.fields[name];
    if (isAbsent(value)) {
      return [];
    }
    if (!Array.isArray(value)) {
      this.report(
        name,
        say('query.field.mustBeAListNot', '{{value}} must be a list, not {{value2}}.', {
          value: this.path(name),
          value2: shown(value),
        })
      );
      return [];
    }
    return value.flatMap((entry: unknown, index) => {
      if (!isFields(entry)) {
        this.report(
          `${name}[${index}]`,
          say('query.field.mustBeAnObjectNot2', '{{value}}[{{index}}] must be an object, not {{entry}}.', {
            value: this.path(name),
            index,
            entry: shown(entry),
          })
        );
        return [];
      }
      return [new FieldReader(entry, this.problems, `${this.path(name)}[${index}]`)];
    });
  }

  names(): readonly string[] {
    return Object.keys(this.fields).filter((name) => this.has(name));
  }
}

function asText(value: unknown): string | null {
  if (typeof value === 'string') {
    return value.trim();
  }
  // YAML reads a bare 123 as a number where a name is meant.
  return typeof value === 'number' && Number.isFinite(value) ? String(value) : null;
}
