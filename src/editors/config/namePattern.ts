/** Names as a pattern that matches exactly them, whatever their case: `^(live|production)$`. None: an empty pattern. */
export function patternOfNames(names: readonly string[]): string {
  const parts = names.map((name) => name.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&'));
  return parts.length === 0 ? '' : parts.length === 1 ? `^${parts[0]}$` : `^(${parts.join('|')})$`;
}

/** The names, if a pattern is nothing else than a list of them; null when it is more. */
export function namesOfPattern(pattern: string): readonly string[] | null {
  if (pattern === '') {
    return [];
  }
  const whole = /^\^(?:\(([^]*)\)|([^]*))\$$/.exec(pattern);
  const inside = whole === null ? null : (whole[1] ?? whole[2]);
  // Between the bars only plain characters, or escaped ones.
  const parts = inside === null ? null : inside.match(/(?:\\[^]|[^\\|])+/g);
  if (inside === null || parts === null) {
    return null;
  }
  const names = parts.map((part) => part.replace(/\\([^\w])/g, '$1'));
  return patternOfNames(names) === pattern ? names : null;
}
