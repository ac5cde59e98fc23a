import { Instant } from '../../events';

/**
 * Guards at the edge. `at` names the record ("deployment 7 of acme/pay"); a refusal says record and field, so that
 * one can go and look. A field the upstream may leave empty is read with the `optional…` form: null, undefined and
 * absent are the same.
 */

export type Json = Readonly<Record<string, unknown>>;

export class DecodeError extends Error {
  override readonly name = 'DecodeError';

  constructor(
    readonly record: string,
    readonly field: string,
    expected: string,
    found: unknown
  ) {
    super(`${record}: field "${field}" should be ${expected}, found ${describe(found)}`);
  }
}

function describe(value: unknown): string {
  if (value === undefined) {
    return 'nothing';
  }
  return Array.isArray(value) ? 'a list' : value === null ? 'null' : JSON.stringify(value).slice(0, 40);
}

export function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The whole record. */
export function asObject(value: unknown, at: string): Json {
  if (!isObject(value)) {
    throw new DecodeError(at, '(record)', 'an object', value);
  }
  return value;
}

export function object(parent: Json, field: string, at: string): Json {
  const value = parent[field];
  if (!isObject(value)) {
    throw new DecodeError(at, field, 'an object', value);
  }
  return value;
}

export function optionalObject(parent: Json, field: string, at: string): Json | null {
  return parent[field] === null || parent[field] === undefined ? null : object(parent, field, at);
}

export function list(parent: Json, field: string, at: string): readonly unknown[] {
  const value = parent[field];
  if (!Array.isArray(value)) {
    throw new DecodeError(at, field, 'a list', value);
  }
  return value;
}

export function text(parent: Json, field: string, at: string): string {
  const value = parent[field];
  if (typeof value !== 'string') {
    throw new DecodeError(at, field, 'a text', value);
  }
  return value;
}

export function optionalText(parent: Json, field: string, at: string): string | null {
  return parent[field] === null || parent[field] === undefined ? null : text(parent, field, at);
}

export function number(parent: Json, field: string, at: string): number {
  const value = parent[field];
  if (typeof value !== 'number' || !Number.isFinite(value)) {
    throw new DecodeError(at, field, 'a number', value);
  }
  return value;
}

export function optionalNumber(parent: Json, field: string, at: string): number | null {
  return parent[field] === null || parent[field] === undefined ? null : number(parent, field, at);
}

export function flag(parent: Json, field: string, at: string): boolean {
  const value = parent[field];
  if (typeof value !== 'boolean') {
    throw new DecodeError(at, field, 'true or false', value);
  }
  return value;
}

/** ISO-8601 with a zone, to epoch milliseconds: without one it would mean something else to every viewer. */
export function instant(parent: Json, field: string, at: string): Instant {
  const value = parent[field];
  const parsed =
    typeof value === 'string' && /^\d{4}-\d\d-\d\dT.*(?:Z|[+-]\d\d:?\d\d)$/i.test(value)
      ? Date.parse(value)
      : Number.NaN;
  if (Number.isNaN(parsed)) {
    throw new DecodeError(at, field, 'an ISO-8601 instant', value);
  }
  return parsed;
}

export function optionalInstant(parent: Json, field: string, at: string): Instant | null {
  return parent[field] === null || parent[field] === undefined ? null : instant(parent, field, at);
}
