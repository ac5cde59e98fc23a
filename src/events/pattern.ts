/**
 * A pattern of the settings as a case-insensitive regular expression; null when it is not a valid one. The settings'
 * decoder reports an invalid pattern; here it matches nothing and nothing fails.
 */
export function compilePattern(text: string): RegExp | null {
  try {
    return new RegExp(text, 'i');
  } catch {
    return null;
  }
}

/** Whether a name matches. Empty patterns match every name, invalid ones none; an unknown name matches only the empty. */
export function nameMatcher(pattern: string): (name: string | null) => boolean {
  const expression = compilePattern(pattern);
  if (expression === null) {
    return () => false;
  }
  return (name) => (name === null ? pattern === '' : expression.test(name));
}

/**
 * Like `nameMatcher`, but a match may neither begin nor end inside a word: `hotfix` is found in `hotfix/login`, `Hotfix: login`
 * and `v1.2-hotfix1`, `incident` not in `incidental`. Where the pattern itself ends in a separator (`^hotfix/`), any
 * letter may follow.
 */
export function wordMatcher(pattern: string): (name: string | null) => boolean {
  const expression =
    compilePattern(pattern) === null
      ? null
      : compilePattern(`(?:(?<![a-z])|(?![a-z]))(?:${pattern})(?:(?<![a-z])|(?![a-z]))`);
  return (name) => name !== null && pattern !== '' && expression !== null && expression.test(name);
}
