import { Instant } from '../../events';
import { lacksOffset, parseInstant } from './isoInstant';

/** Why a record cannot be used; the message continues `deployments[3]: `. */
export class RecordError extends Error {
  override readonly name = 'RecordError';
}

function shown(value: unknown): string {
  if (value === undefined) {
    return 'is missing';
  }
  const json = JSON.stringify(value);
  return json.length > 60 ? `${json.slice(0, 60)}…` : json;
}

function isPlainObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * One record of a feed, read field by field. Null, absent and (for instants) the empty text all mean "not known"; a
 * value of another type is refused, because whoever wrote it meant something.
 */
export class FeedRecord {
  private constructor(private readonly fields: Readonly<Record<string, unknown>>) {}

  /** `path` leads to a record inside a record, for the message. */
  static of(value: unknown, path = ''): FeedRecord {
    if (!isPlainObject(value)) {
      throw new RecordError(`${path === '' ? 'the record' : path} is ${shown(value)}, not an object`);
    }
    return new FeedRecord(value);
  }

  optionalText(field: string): string | null {
    const value = this.fields[field] ?? null;
    if (value !== null && typeof value !== 'string') {
      throw new RecordError(`${field} ${shown(value)} is not a text`);
    }
    return value;
  }

  /** Must be there and not be empty. */
  text(field: string): string {
    return this.required(field, this.optionalText(field));
  }

  /** An identifier; numbers are taken too, many tools count their builds. */
  optionalId(field: string): string | null {
    const value = this.fields[field];
    return typeof value === 'number' && Number.isFinite(value) ? String(value) : this.optionalText(field);
  }

  id(field: string): string {
    return this.required(field, this.optionalId(field));
  }

  optionalWhole(field: string): number | null {
    const value = this.fields[field] ?? null;
    if (value !== null && (typeof value !== 'number' || !Number.isSafeInteger(value) || value < 0)) {
      throw new RecordError(`${field} ${shown(value)} is not a whole number`);
    }
    return value;
  }

  /** Absent is false. */
  flag(field: string): boolean {
    const value = this.fields[field] ?? false;
    if (typeof value !== 'boolean') {
      throw new RecordError(`${field} ${shown(value)} is neither true nor false`);
    }
    return value;
  }

  optionalInstant(field: string): Instant | null {
    const value = this.fields[field] ?? '';
    if (value === '') {
      return null;
    }
    const instant = typeof value === 'string' ? parseInstant(value) : null;
    if (instant === null) {
      const advice = typeof value === 'string' && lacksOffset(value) ? ' (it has no offset: add Z or +02:00)' : '';
      throw new RecordError(`${field} ${shown(value)} is not an ISO-8601 instant${advice}`);
    }
    return instant;
  }

  /** Written down as null, not merely absent. */
  isNull(field: string): boolean {
    return this.fields[field] === null;
  }

  /** The first of these that is known; refused when none is. */
  firstInstant(fields: readonly string[]): Instant {
    const instants = fields.map((field) => this.optionalInstant(field)).filter((instant) => instant !== null);
    return this.required(fields[0], instants[0] ?? null);
  }

  /** Absent is empty. */
  texts(field: string): readonly string[] {
    return this.items(field).map((value, index) => {
      if (typeof value !== 'string') {
        throw new RecordError(`${field}[${index}] ${shown(value)} is not a text`);
      }
      return value;
    });
  }

  /** Absent is empty. */
  records(field: string): readonly FeedRecord[] {
    return this.items(field).map((value, index) => FeedRecord.of(value, `${field}[${index}]`));
  }

  private items(field: string): readonly unknown[] {
    const value = this.fields[field] ?? [];
    if (!Array.isArray(value)) {
      throw new RecordError(`${field} ${shown(value)} is not a list`);
    }
    return value;
  }

  private required<Value>(field: string, value: Value | null): Value {
    if (value === null || value === '') {
      throw new RecordError(`${field} is missing`);
    }
    return value;
  }
}
