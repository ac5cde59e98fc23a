/** Names as a sentence lists them: `a, b and c`. */
export function listed(names: readonly string[], join: 'and' | 'or' = 'and'): string {
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} ${join} ${names[names.length - 1]}`;
}
