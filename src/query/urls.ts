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
    return `${shown(text)} must end before "?" and "#".`;
  }
  if (name === 'githubUrl') {
    return githubUrlProblem(text, url);
  }
  return null;
}

function githubUrlProblem(text: string, url: URL): string | null {
  if (['github.com', 'www.github.com', 'api.github.com'].includes(url.hostname)) {
    return 'Leave the address empty for github.com: it is only for GitHub Enterprise Server.';
  }
  if (url.hostname.endsWith('.ghe.com')) {
    const subdomain = url.hostname.replace(/^api\./, '').replace(/\.ghe\.com$/, '');
    return `GHE.com is reached by its API address: leave this one empty and set githubApiUrl to https://api.${subdomain}.ghe.com.`;
  }
  return /\/api(\/|$)/.test(url.pathname)
    ? `Leave out ${shown(url.pathname)}: the address ends before it, e.g. ${url.origin}.`
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
    return `${shown(text)} is not an address. Write it with https:// in front.`;
  }
  if (url.protocol !== 'https:' && url.protocol !== 'http:') {
    return `${shown(text)} must begin with https:// (or http:// inside your own network).`;
  }
  if (url.username !== '' || url.password !== '') {
    return 'An address must not hold a user or password: tokens have their own, secret field.';
  }
  return url;
}
