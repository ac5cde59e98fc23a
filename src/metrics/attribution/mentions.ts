/** Something in a text that may name a deployment. `written` is how it stands there. */
export type Mention =
  | { readonly kind: 'name'; readonly written: string }
  | { readonly kind: 'sha'; readonly written: string }
  | {
      readonly kind: 'pullRequest';
      readonly written: string;
      readonly repository: string | null;
      readonly number: number;
    };

const pullRequest = /(?:([\w.-]+\/[\w.-]+)(?:#|\/pull\/)|(?<![\w/&#.-])#)(\d{1,9})\b/g;
const sha = /(?<![\w-])[0-9a-f]{7,40}(?![\w-])/gi;
const separators = /[\s,;()[\]{}<>"'`|=]+/;
/** A bare number is a deployment only in such company; ids that GitHub gives are longer than anything else counted. */
const announces = /^(?:deployment|deploy|release|run|build|rollout)[:#]?$/i;

/**
 * Everything in a text that may name a deployment, in the order names, commits, pull requests. Pull requests are
 * `owner/repository#n`, a link, or a bare `#n` (repository null). Names are words that look like an identifier: they hold
 * a digit, a hyphen or an underscore, or are long, so that no ordinary word is taken for one. O(length).
 */
export function mentionsIn(text: string): readonly Mention[] {
  return [
    ...namesIn(text).map((written): Mention => ({ kind: 'name', written })),
    ...[...text.matchAll(sha)].map(([written]): Mention => ({ kind: 'sha', written })),
    ...[...text.matchAll(pullRequest)].map(([written, repository, number]): Mention => ({
      kind: 'pullRequest',
      written,
      repository: repository ?? null,
      number: Number(number),
    })),
  ];
}

function namesIn(text: string): readonly string[] {
  const words = text.split(separators);
  const names: string[] = [];
  words.forEach((word, index) => {
    const bare = word.replace(/^[#@]+/, '').replace(/[.:!?]+$/, '');
    const isAnnounced = index > 0 && announces.test(words[index - 1]);
    for (const part of bare.includes('/') ? [bare, ...bare.split(/[/?#]/)] : [bare]) {
      if (looksLikeIdentifier(part, isAnnounced)) {
        names.push(part);
      }
    }
  });
  return names;
}

function looksLikeIdentifier(word: string, isAnnounced: boolean): boolean {
  if (/^\d+$/.test(word)) {
    return isAnnounced || word.length >= 6;
  }
  return word.length >= 2 && (/[\d_-]/.test(word) || word.length >= 12 || isAnnounced);
}
