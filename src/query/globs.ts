import picomatch from 'picomatch/posix';
import { say } from '../words';
import { shown } from './fields';

/** Does a name match? Case-insensitive, as GitHub and people are. */
export type NameTest = (name: string) => boolean;

const repositoryOptions = { nocase: true, dot: true };
/** `bash`: a star also covers slashes, which are ordinary characters in the names of services. */
const nameOptions = { ...repositoryOptions, bash: true };

/** What is wrong with a repository pattern; null when nothing is. */
export function globProblem(pattern: string): string | null {
  const body = pattern.replace(/^!/, '');
  if (body === '') {
    return say(
      'query.glob.aPatternOfAloneExcludes',
      'A pattern of "!" alone excludes nothing. Write what to exclude behind it.'
    );
  }
  if (/\s/.test(body)) {
    return say(
      'query.glob.holdsABlankButNo',
      "{{pattern}} holds a blank, but no repository's name does. Write one pattern an entry.",
      { pattern: shown(pattern) }
    );
  }
  if (/^[a-z]+:\/\//i.test(body) || body.split('/').length > 2) {
    return say(
      'query.glob.isNoRepositoryPatternWrite',
      '{{pattern}} is no repository pattern. Write owner/name, e.g. acme/pay or acme/pay-*.',
      { pattern: shown(pattern) }
    );
  }
  return null;
}

/**
 * `acme/pay-*`, or `pay-*` for any owner. A name that is spelled out always matches itself, whatever characters it
 * holds.
 */
export function repositoryTest(pattern: string): NameTest {
  const matches = spelledOrGlob(pattern, repositoryOptions);
  return pattern.includes('/') ? matches : (name) => matches(name.slice(name.indexOf('/') + 1));
}

/** A service's or another thing's name: blanks, slashes and brackets are part of names here. */
export function nameTest(pattern: string): NameTest {
  return spelledOrGlob(pattern, nameOptions);
}

function spelledOrGlob(pattern: string, options: typeof repositoryOptions): NameTest {
  const plain = pattern.toLowerCase();
  const isGlob = compileGlob(pattern, options);
  // Hundreds of names meet hundreds of patterns: names of another length are put aside before they are looked at. (Of
  // plain ASCII only: other letters may change their number with their case.)
  const isAscii = /^[\x20-\x7e]*$/.test(pattern);
  return (name) => ((!isAscii || name.length === plain.length) && name.toLowerCase() === plain) || isGlob(name);
}

function compileGlob(pattern: string, options: typeof repositoryOptions): NameTest {
  if (!/[*?[\]{}()]/.test(pattern)) {
    return () => false;
  }
  try {
    return picomatch(pattern, options);
  } catch {
    // Only absurd lengths get here; such a pattern names nothing.
    return () => false;
  }
}

/**
 * A list of patterns as one: what any of them matches, without what those with `!` in front match. Only exclusions:
 * everything else.
 */
export function anyOf(patterns: readonly string[], test: (pattern: string) => NameTest): NameTest {
  const included = patterns.filter((pattern) => !pattern.startsWith('!')).map(test);
  const excluded = patterns.filter((pattern) => pattern.startsWith('!')).map((pattern) => test(pattern.slice(1)));
  return (name) =>
    (included.length === 0 || included.some((matches) => matches(name))) && !excluded.some((matches) => matches(name));
}

/** Does a repository belong to what these patterns name? None: every one does. */
export function anyRepositoryOf(patterns: readonly string[]): NameTest {
  return anyOf(patterns, repositoryTest);
}
