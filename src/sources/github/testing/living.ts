import { fakeGithub, questionsIn } from '../fakeGithub';
import { day, hour, LivingRepository, minute } from './livingRepository';

export const start = Date.parse('2026-06-01T00:00:00Z');

/** A repository that changes, and a source over it. */
export function living() {
  const repository = new LivingRepository();
  const fields = repository.fields();
  const nodes = new Proxy<Record<string, Readonly<Record<string, unknown>>>>(
    {},
    { get: (_, id) => repository.node(String(id)) ?? undefined }
  );
  const made = () => fakeGithub({ repositories: { 'acme/pay': fields }, nodes });
  return { repository, made, ...made() };
}

/** One a day, an hour after midnight, newest first. */
export function deployed(count: number, environment = 'production') {
  return Array.from({ length: count }, (_, index) => {
    const createdAt = start - index * day - hour;
    return { id: `d${index}`, createdAt, environment, statuses: [{ state: 'SUCCESS', at: createdAt + minute }] };
  });
}

/** One a day, an hour after midnight, newest first. */
export function merged(count: number) {
  return Array.from({ length: count }, (_, index) => {
    const mergedAt = start - index * day - hour;
    return { number: 1000 - index, mergedAt, updatedAt: mergedAt, title: `Change ${1000 - index}` };
  });
}

/** One a day with the label "incident", an hour after midnight, newest first. */
export function broken(count: number) {
  return Array.from({ length: count }, (_, index) => {
    const createdAt = start - index * day - hour;
    return { number: 1000 - index, createdAt, updatedAt: createdAt, labels: ['incident'] };
  });
}

/** What each question of each request since the last look asked for: its own variables. */
export function asked(
  requests: ReturnType<typeof living>['requests']
): ReadonlyArray<ReadonlyArray<Readonly<Record<string, unknown>>>> {
  return requests.splice(0).map(({ body }) => questionsIn(body));
}
