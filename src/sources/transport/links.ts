/**
 * The query of the next page out of a `Link` header (RFC 8288); null on the last page. Only the query is taken: the
 * addresses in it are absolute and would lead past the proxy, without a token.
 */
export function nextPage(link: string | undefined): Readonly<Record<string, string>> | null {
  for (const [, address, parameters] of (link ?? '').matchAll(/<([^>]*)>([^<]*)/g)) {
    if (/;\s*rel="?(?:[^"]*\s)?next(?:\s[^"]*)?"?(?:\s*[;,]|\s*$)/i.test(parameters)) {
      const query = address.includes('?') ? address.slice(address.indexOf('?') + 1) : '';
      return Object.fromEntries(new URLSearchParams(query));
    }
  }
  return null;
}
