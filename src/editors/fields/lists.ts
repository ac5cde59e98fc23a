/** A list as one line of text. */
export function joinList(entries: readonly string[]): string {
  return entries.join(', ');
}

/** One line of text as a list: entries end at commas and line breaks, but not inside `{a,b}` of a pattern. */
export function splitList(text: string): readonly string[] {
  const entries: string[] = [];
  let entry = '';
  let depth = 0;
  for (const character of text) {
    depth += character === '{' ? 1 : character === '}' ? -1 : 0;
    if ((character === ',' && depth <= 0) || character === '\n') {
      entries.push(entry);
      entry = '';
      depth = 0;
    } else {
      entry += character;
    }
  }
  return [...new Set([...entries, entry].map((one) => one.trim()).filter((one) => one !== ''))];
}
