import { say } from '../words';
import { shown } from './fields';

/** Without surrounding blanks and trailing slashes: routes append their own path. */
export function trimUrl(url: string): string {
  return url.trim().replace(/\/+$/, '');
}

/** What is wrong with an upstream's address; null when nothing is or it is empty. */
export function baseUrlProblem(name: 'githubUrl' | 'githubApiUrl' | 'pagerdutyUrl', text: string): string | null {
  if (text === '') {
    return null;
  }
  const url = parse(text);
  if (typeof url === 'string') {
    return url;
  }
  if (url.search !== '' || url.hash !== '') {
    return say('query.url.mustEndBeforeAnd', '{{text}} must end before "?" and "#".', { text: shown(text) });
  }
  if (name === 'githubUrl') {
    return githubUrlProblem(text, url);
  }
  return null;
}

function githubUrlProblem(text: string, url: URL): string | null {
  if (['github.com', 'www.github.com', 'api.github.com'].includes(url.hostname)) {
    return say(
      'query.url.leaveTheAddressEmptyFor',
      'Leave the address empty for github.com: it is only for GitHub Enterprise Server.'
    );
  }
  if (url.hostname.endsWith('.ghe.com')) {
    const subdomain = url.hostname.replace(/^api\./, '').replace(/\.ghe\.com$/, '');
    return say(
      'query.url.gheComIsReachedBy',
      'GHE.com is reached by its API address: leave this one empty and set githubApiUrl to https://api.{{subdomain}}.ghe.com.',
      { subdomain }
    );
  }
  return /\/api(\/|$)/.test(url.pathname)
    ? say('query.url.leaveOutTheAddressEnds', 'Leave out {{pathname}}: the address ends before it, e.g. {{origin}}.', {
        pathname: shown(url.pathname),
        origin: url.origin,
      })
    : null;
}

/** What is wrong with a feed's address; null when nothing is or it is empty. A query string is part of it. */
export function feedUrlProblem(text: string): string | null {
  const url = text === '' ? null : parse(text);
  return typeof url === 'string' ? url : null;
}

function parse(text: string): URL | string {
  let url: URL;
  try {
    url = new URL(text);
  } catch {
    return say('query.url.isNotAnAddressWrite', '{{text}} is not an address. Write it with https:// in front.', {
      text: shown(text),
    });
  }
  if (url.protocol !== 'https:' && url.protocol !== 'http:') {
    return say(
      'query.url.mustBeginWithHttpsOr',
      '{{text}} must begin with https:// (or http:// inside your own network).',
      { text: shown(text) }
    );
  }
  if (url.username !== '' || url.password !== '') {
    return say(
      'query.url.anAddressMustNotHold',
      'An address must not hold a user or password: tokens have their own, secret field.'
    );
  }
  return url;
}
