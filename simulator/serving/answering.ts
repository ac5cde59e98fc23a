import { FaultSwitch } from './faults';
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
  const fault = faults.next(asked.path);
  if (fault === null) {
    return upstream.respond(asked);
  }
  switch (fault.kind) {
    case 'reset':
      return null;
    case 'slow':
      await sleep(fault.delay ?? 1_000);
      return upstream.respond(asked);
    case 'html':
      return { status: fault.status ?? 502, headers: { 'content-type': 'text/html', ...fault.headers }, body: page };
    default:
      return upstream.refuse(fault, asked);
  }
}
