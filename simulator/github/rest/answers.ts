import { Budget } from '../graphql/root';
import { World } from '../world';
import { Base, Json } from './addresses';

export interface RestAnswer {
  readonly status: number;
  readonly body: Json | readonly Json[];
  readonly headers?: Readonly<Record<string, string>>;
}

export interface RestScene {
  readonly world: World;
  readonly base: Base;
  readonly viewer: string;
  readonly now: number;
  readonly budgets: { readonly core: Budget; readonly graphql: Budget };
}

const documentation = 'https://docs.github.com/rest';

export function restProblem(status: number, message: string, more: Json = {}): RestAnswer {
  return { status, body: { message, ...more, documentation_url: documentation, status: String(status) } };
}

export const missing = restProblem(404, 'Not Found');

export interface Page {
  readonly number: number;
  readonly size: number;
}

/** `per_page` above 100 is taken as 100, as at GitHub; what is not a number is refused. */
export function pageOf(query: URLSearchParams): Page | null {
  const [number, size] = [Number(query.get('page') ?? 1), Number(query.get('per_page') ?? 30)];
  if (!Number.isInteger(number) || !Number.isInteger(size) || number < 1) {
    return null;
  }
  return { number, size: size < 1 ? 30 : Math.min(size, 100) };
}

/** Pages that do not exist have no relation; the addresses name the repository by id, as GitHub's do. */
export function linkHeader(address: string, query: URLSearchParams, page: Page, total: number): Record<string, string> {
  const last = Math.max(1, Math.ceil(total / page.size));
  const at = (number: number) => {
    const search = new URLSearchParams(query);
    search.set('per_page', String(page.size));
    search.set('page', String(number));
    return `${address}?${search.toString()}`;
  };
  const links = [
    ...(page.number > 1 ? [`<${at(page.number - 1)}>; rel="prev"`] : []),
    ...(page.number < last ? [`<${at(page.number + 1)}>; rel="next"`, `<${at(last)}>; rel="last"`] : []),
    ...(page.number > 1 ? [`<${at(1)}>; rel="first"`] : []),
  ];
  return links.length === 0 ? {} : { link: links.join(', ') };
}

export function sliced<Item>(items: readonly Item[], page: Page): readonly Item[] {
  return items.slice((page.number - 1) * page.size, page.number * page.size);
}
