import { Need } from '../sources';
import { Session } from './session';

const need: Need = { source: 'github', kind: 'deployments', scope: 'acme/pay', interval: { from: 0, to: 10 } };

function waitingSession(): Session {
  return new Session([need], { urgency: () => 'interactive', began: 10, since: 10 });
}

test('a trip that ends before somebody listens again has ended all the same', async () => {
  const session = waitingSession();
  const { signal } = new AbortController();
  // While it sets out anew: the standing that follows tells what is known, not that it may go.
  session.tell(true);
  expect(session.standing(10)).toMatchObject({ done: 0, complete: false });
  await session.news(signal, null);
  expect(session.hasToDepart()).toBe(true);
  // Once it has been asked, it waits for more.
  let isHeard = false;
  const waiting = session.news(signal, null).then(() => (isHeard = true));
  await new Promise((resolve) => setImmediate(resolve));
  expect(isHeard).toBe(false);
  session.tell(false);
  await waiting;
  expect(session.hasToDepart()).toBe(false);
});
