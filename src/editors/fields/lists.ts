/** A list as one line of text. */
export function joinList(entries: readonly string[]): string {
  return entries.join(', ');
}

/**
 * One line of text as a list: entries end at commas and line breaks, but not inside `{a,b}` of a pattern. A brace that
 * is never closed holds nothing together.
 */
export function splitList(text: string): readonly string[] {
  const entries = text.match(/(?:\{[^{}\n]*\}|[^,\n])+/g) ?? [];
  return [...new Set(entries.map((entry) => entry.trim()).filter((entry) => entry !== ''))];
}
