/** Do two plain records (fields, lists and values of JSON) say the same? */
export function sameRecord(one: unknown, other: unknown): boolean {
  if (Object.is(one, other)) {
    return true;
  }
  if (Array.isArray(one) || Array.isArray(other)) {
    return (
      Array.isArray(one) &&
      Array.isArray(other) &&
      one.length === other.length &&
      one.every((item, index) => sameRecord(item, other[index]))
    );
  }
  if (!hasFields(one) || !hasFields(other)) {
    return false;
  }
  const fields = Object.keys(one);
  return (
    fields.length === Object.keys(other).length &&
    fields.every((field) => Object.hasOwn(other, field) && sameRecord(one[field], other[field]))
  );
}

export function hasFields(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
