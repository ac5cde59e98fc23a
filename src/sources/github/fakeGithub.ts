import { readFileSync } from 'node:fs';
import { buildSchema, execute, parse, validate } from 'graphql';
import { Events, EventKind } from '../../events';
import { Need, Report } from '../types';
import { abortError, HttpClient, HttpRequest, HttpResponse } from '../transport';
import { simulatedClock } from '../transport/testing/simulatedClock';
import { createGithubSource, GithubOptions } from './source';

/**
 * For tests: a client whose GraphQL answers are executed against GitHub's own schema, so that a field the schema lacks,
 * or an enum value it does not know, cannot pass.
 */

const schema = buildSchema(readFileSync('node_modules/@octokit/graphql-schema/schema.graphql', 'utf8'), {
  assumeValidSDL: true,
});

export const now = Date.parse('2026-06-01T00:00:00Z');

type Fields = Readonly<Record<string, unknown>>;

interface PageArguments {
  readonly first?: number;
  readonly last?: number;
  readonly after?: string;
}

/** A connection over a list, with cursors. */
export function connection(items: readonly unknown[]) {
  return ({ first, last, after }: PageArguments) => {
    const start = after === undefined || after === null ? 0 : Number(after);
    const end = start + (first ?? items.length);
    const nodes = last === undefined ? items.slice(start, end) : items.slice(-last);
    const pageInfo = { hasNextPage: last === undefined && end < items.length, endCursor: String(end) };
    return { totalCount: items.length, pageInfo, nodes };
  };
}

export interface FakeGithub {
  /** `owner/name` to the fields of the Repository object. */
  readonly repositories?: Readonly<Record<string, Fields>>;
  /** What the root field `node` gives by id. */
  readonly nodes?: Readonly<Record<string, Fields>>;
  /** Other fields of the root query. */
  readonly root?: Fields;
  /** Answers REST requests; 404 where it is absent or returns null. */
  readonly rest?: (path: string, params: Readonly<Record<string, unknown>>) => unknown;
  /** Comes before everything else: a fault, or null to let the request through. `call` counts from 1. */
  readonly fault?: (request: HttpRequest, call: number) => HttpResponse | Error | null;
}

export function ok(body: unknown, headers: Record<string, string> = {}): HttpResponse {
  return { status: 200, headers, body };
}

export function fakeGithub(fake: FakeGithub, options: Partial<GithubOptions> = {}) {
  const requests: HttpRequest[] = [];
  const clock = simulatedClock(now);
  const client: HttpClient = async (request, signal) => {
    await Promise.resolve();
    if (signal?.aborted === true) {
      throw abortError();
    }
    requests.push(request);
    const fault = fake.fault?.(request, requests.length) ?? null;
    if (fault instanceof Error) {
      throw fault;
    }
    if (fault !== null) {
      return fault;
    }
    if (request.upstream === 'github/graphql') {
      return ok(await answerGraphql(fake, request));
    }
    const body = fake.rest?.(request.path, request.params ?? {}) ?? null;
    return body === null ? { status: 404, headers: {}, body: { message: 'Not Found' } } : ok(body);
  };
  const source = createGithubSource({
    client,
    clock,
    organizations: [],
    repositories: [],
    webUrl: 'https://github.com',
    ...options,
  });
  return { source, requests, slept: clock.slept, clock, client };
}

/** What every repository has, so that its head can be looked at. */
const emptyRepository: Fields = {
  createdAt: '2020-01-01T00:00:00Z',
  defaultBranchRef: null,
  deployments: connection([]),
  pullRequests: connection([]),
};

async function answerGraphql(fake: FakeGithub, request: HttpRequest): Promise<unknown> {
  const { query, variables } = Object(request.body);
  const document = parse(String(query));
  const mistakes = validate(schema, document);
  if (mistakes.length > 0) {
    return { errors: mistakes.map(({ message }) => ({ message })) };
  }
  const rootValue = {
    rateLimit: { cost: 1, limit: 5000, remaining: 4999, used: 1, nodeCount: 1, resetAt: '2026-06-01T01:00:00Z' },
    viewer: { login: 'ann' },
    node: ({ id }: { id: string }) => fake.nodes?.[id] ?? null,
    repository: ({ owner, name }: { owner: string; name: string }) => {
      const fields = fake.repositories?.[`${owner}/${name}`];
      if (fields === undefined) {
        throw new Error(`Could not resolve to a Repository with the name '${owner}/${name}'.`);
      }
      return { ...emptyRepository, id: `R_${owner}/${name}`, nameWithOwner: `${owner}/${name}`, ...fields };
    },
    ...fake.root,
  };
  return JSON.parse(JSON.stringify(await execute({ schema, document, rootValue, variableValues: variables })));
}

/** Variables of the GraphQL requests, in order; of composed ones those of their first question, without its number. */
export function variablesOf(requests: readonly HttpRequest[]): ReadonlyArray<Readonly<Record<string, unknown>>> {
  return requests.filter(({ upstream }) => upstream === 'github/graphql').map(({ body }) => questionsIn(body)[0]);
}

/** The variables of each question of a composed request, without their numbers; of another request all of them. */
export function questionsIn(body: unknown): ReadonlyArray<Readonly<Record<string, unknown>>> {
  const questions: Array<Record<string, unknown>> = [];
  for (const [name, value] of Object.entries(Object(Object(body).variables))) {
    const numbered = /^(\w+)_(\d+)$/.exec(name);
    const index = numbered === null ? 0 : Number(numbered[2]);
    questions[index] = { ...questions[index], [numbered === null ? name : numbered[1]]: value };
  }
  return questions.length === 0 ? [{}] : questions;
}

export async function reportsOf(
  source: { fetch(needs: readonly Need[], signal: AbortSignal): AsyncIterable<Report> },
  needs: readonly Need[],
  signal: AbortSignal = new AbortController().signal
): Promise<readonly Report[]> {
  const reports: Report[] = [];
  for await (const report of source.fetch(needs, signal)) {
    reports.push(report);
  }
  return reports;
}

export function eventsIn<Kind extends EventKind>(
  reports: readonly Report[],
  kind: Kind
): ReadonlyArray<Events[Kind][number]> {
  return reports.flatMap((report): ReadonlyArray<Events[Kind][number]> => report.events[kind] ?? []);
}
