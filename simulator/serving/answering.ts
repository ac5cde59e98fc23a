import { Dice } from '../organization/dice';
import { Fault, FaultSwitch } from './faults';
import { neighboursOf } from './neighbours';
import {
  withGarbledTimes,
  withGhosts,
  withListsEmptied,
  withoutCommits,
  withPartsMissing,
  withRepeats,
  withShuffledPages,
  withStrays,
} from './spoiling';
import { Answer, Asked, Upstream } from './upstream';

/** A page of a proxy in between. */
const page =
  '<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n<body>\r\n<center><h1>502 Bad Gateway</h1></center>\r\n<hr><center>nginx</center>\r\n</body>\r\n</html>\r\n';

/** The upstream's answer to a request under the faults that are switched on; null: the connection breaks. */
export async function answerUnder(
  upstream: Upstream,
  faults: FaultSwitch,
  asked: Asked,
  sleep: (milliseconds: number) => Promise<void>
): Promise<Answer | null> {
  const strike = faults.next(asked);
  if (strike === null) {
    return upstream.respond(asked);
  }
  const { fault, dice } = strike;
  if (fault.kind === 'reset') {
    faults.struck(fault.kind);
    return null;
  }
  if (fault.kind === 'slow') {
    // The client may be gone before the answer, and it has struck all the same.
    faults.struck(fault.kind);
    await sleep(fault.delay ?? 1_000);
    return upstream.respond(asked);
  }
  if (fault.kind === 'heavyPages') {
    return rowsAsked(asked) > (fault.above ?? 0)
      ? timedOut(upstream, faults, fault, asked, sleep)
      : upstream.respond(asked);
  }
  const { answer, isStruck } = await faultyAnswer(upstream, fault, dice, asked);
  if (isStruck) {
    faults.struck(fault.kind);
  }
  return fault.bare === true ? { ...answer, headers: {} } : answer;
}

/** As with a slow answer, the client may be gone before it comes. */
async function timedOut(
  upstream: Upstream,
  faults: FaultSwitch,
  fault: Fault,
  asked: Asked,
  sleep: (milliseconds: number) => Promise<void>
): Promise<Answer> {
  faults.struck(fault.kind);
  await sleep(fault.delay ?? 10_000);
  return upstream.refuse({ ...fault, status: fault.status ?? 504 }, asked);
}

/** Of a page of a list; 0 where none is asked for. */
function rowsAsked({ query }: Asked): number {
  return Number((query.has('page') ? query.get('per_page') : query.has('offset') ? query.get('limit') : null) ?? 0);
}

/** `isStruck`: the fault has changed something; not every request has something that it could change. */
interface Faulty {
  readonly answer: Answer;
  readonly isStruck: boolean;
}

async function faultyAnswer(upstream: Upstream, fault: Fault, dice: Dice, asked: Asked): Promise<Faulty> {
  const right = () => upstream.respond(asked);
  const struck = (answer: Answer): Faulty => ({ answer, isStruck: true });
  const missed = (answer: Answer): Faulty => ({ answer, isStruck: false });
  const changed = async (change: (body: unknown) => unknown) => withChange(await right(), change);
  switch (fault.kind) {
    case 'html':
      return struck({
        status: fault.status ?? 502,
        headers: { 'content-type': 'text/html', ...fault.headers },
        body: page,
      });
    case 'truncated':
      return struck(truncated(await right()));
    case 'redirect': {
      const moved = upstream.moved?.(asked) ?? null;
      return moved === null ? missed(await right()) : struck(moved);
    }
    case 'touched': {
      const isTouched = upstream.touch?.(asked, dice) === true;
      return { answer: await right(), isStruck: isTouched };
    }
    case 'partial':
      return struck(
        missingParts(await right(), fault.error ?? 'FORBIDDEN', dice) ?? upstream.refuse(refusalOf(fault), asked)
      );
    case 'resourceLimits': {
      const answer = await right();
      const isLarge = (answer.effort?.nodes ?? 0) > (fault.above ?? 0);
      const missing = isLarge ? missingParts(answer, 'RESOURCE_LIMITS_EXCEEDED', dice) : null;
      return missing === null ? missed(answer) : struck(missing);
    }
    case 'emptied':
      return changed((body) => withListsEmptied(body, fault.error ?? 'FORBIDDEN', dice));
    case 'repeated': {
      const before = await neighboursOf(upstream, asked, 'before');
      return changed((body) => withRepeats(body, before));
    }
    case 'strayed': {
      const behind = await neighboursOf(upstream, asked, 'behind');
      return changed((body) => withStrays(body, behind, dice));
    }
    case 'outOfOrder':
      return changed((body) => withShuffledPages(body, dice));
    case 'ghost':
      return changed((body) => withGhosts(body, dice));
    case 'lostCommits':
      return changed((body) => withoutCommits(body, dice));
    case 'garbled':
      return changed((body) => withGarbledTimes(body, dice));
    case 'offsetCap': {
      const reach = Number(asked.query.get('offset') ?? 0) + Number(asked.query.get('limit') ?? 25);
      return asked.query.has('offset') && reach > (fault.above ?? 100)
        ? struck(upstream.refuse({ ...fault, status: 400 }, asked))
        : missed(await right());
    }
    case 'slow':
    case 'heavyPages':
    case 'skewed':
    case 'hidden':
      return missed(await right());
    default:
      return struck(upstream.refuse(fault, asked));
  }
}

function refusalOf(fault: Fault): Fault {
  const statuses = { FORBIDDEN: 403, INSUFFICIENT_SCOPES: 403, NOT_FOUND: 404, SERVICE: 500 };
  return { ...fault, status: statuses[fault.error ?? 'FORBIDDEN'] };
}

/** As JSON, so that what is changed is a copy. */
function withChange(answer: Answer, change: (body: unknown) => unknown): Faulty {
  if (answer.status !== 200 || answer.body === undefined || typeof answer.body === 'string') {
    return { answer, isStruck: false };
  }
  const before = JSON.stringify(answer.body);
  const body = change(JSON.parse(before));
  return JSON.stringify(body) === before
    ? { answer, isStruck: false }
    : { answer: { ...answer, body }, isStruck: true };
}

/** Null where the answer is not one of GraphQL. */
function missingParts(answer: Answer, type: string, dice: Dice): Answer | null {
  const { body } = answer;
  const isGraphql = answer.status === 200 && typeof body === 'object' && body !== null && 'data' in body;
  return isGraphql ? withChange(answer, (copy) => withPartsMissing(copy, type, dice)).answer : null;
}

function truncated(answer: Answer): Answer {
  const text = typeof answer.body === 'string' ? answer.body : JSON.stringify(answer.body ?? '');
  return { ...answer, body: text.slice(0, Math.floor(text.length / 2)) };
}
