import { Dice } from '../organization/dice';
import { Fault, FaultSwitch } from './faults';
import { withGhosts, withoutCommits, withPartsMissing, withRepeats, withShuffledPages } from './spoiling';
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
    return null;
  }
  if (fault.kind === 'slow') {
    await sleep(fault.delay ?? 1_000);
  }
  const answer = await faultyAnswer(upstream, fault, dice, asked);
  return fault.bare === true ? { ...answer, headers: {} } : answer;
}

async function faultyAnswer(upstream: Upstream, fault: Fault, dice: Dice, asked: Asked): Promise<Answer> {
  const right = () => upstream.respond(asked);
  switch (fault.kind) {
    case 'html':
      return { status: fault.status ?? 502, headers: { 'content-type': 'text/html', ...fault.headers }, body: page };
    case 'truncated':
      return truncated(await right());
    case 'redirect':
      return upstream.moved?.(asked) ?? right();
    case 'touched':
      upstream.touch?.(asked, dice);
      return right();
    case 'partial':
      return missingParts(await right(), fault.error ?? 'FORBIDDEN', dice) ?? upstream.refuse(refusalOf(fault), asked);
    case 'resourceLimits': {
      const answer = await right();
      const isLarge = (answer.effort?.nodes ?? 0) > (fault.above ?? 0);
      return isLarge ? (missingParts(answer, 'RESOURCE_LIMITS_EXCEEDED', dice) ?? answer) : answer;
    }
    case 'repeated':
      return changed(await right(), (body) => withRepeats(body));
    case 'outOfOrder':
      return changed(await right(), (body) => withShuffledPages(body, dice));
    case 'ghost':
      return changed(await right(), (body) => withGhosts(body, dice));
    case 'lostCommits':
      return changed(await right(), (body) => withoutCommits(body, dice));
    case 'offsetCap': {
      const reach = Number(asked.query.get('offset') ?? 0) + Number(asked.query.get('limit') ?? 25);
      return asked.query.has('offset') && reach > (fault.above ?? 100)
        ? upstream.refuse({ ...fault, status: 400 }, asked)
        : right();
    }
    case 'slow':
    case 'skewed':
    case 'hidden':
      return right();
    default:
      return upstream.refuse(fault, asked);
  }
}

function refusalOf(fault: Fault): Fault {
  const statuses = { FORBIDDEN: 403, INSUFFICIENT_SCOPES: 403, NOT_FOUND: 404, SERVICE: 500 };
  return { ...fault, status: statuses[fault.error ?? 'FORBIDDEN'] };
}

/** As JSON, so that what is changed is a copy. */
function changed(answer: Answer, change: (body: unknown) => unknown): Answer {
  if (answer.status !== 200 || answer.body === undefined || typeof answer.body === 'string') {
    return answer;
  }
  return { ...answer, body: change(JSON.parse(JSON.stringify(answer.body))) };
}

/** Null where the answer is not one of GraphQL. */
function missingParts(answer: Answer, type: string, dice: Dice): Answer | null {
  const { body } = answer;
  const isGraphql = answer.status === 200 && typeof body === 'object' && body !== null && 'data' in body;
  return isGraphql ? changed(answer, (copy) => withPartsMissing(copy, type, dice)) : null;
}

function truncated(answer: Answer): Answer {
  const text = typeof answer.body === 'string' ? answer.body : JSON.stringify(answer.body ?? '');
  return { ...answer, body: text.slice(0, Math.floor(text.length / 2)) };
}
