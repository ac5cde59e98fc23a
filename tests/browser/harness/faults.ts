import assert from 'node:assert/strict';

/** From now on a simulator answers wrongly in these ways (`decodeFaults` lists them), and in no other; none: as it should. */
export async function setFaults(url: string, faults: readonly object[]): Promise<void> {
  await fetch(`${url}/__sim/faults`, { method: 'DELETE' });
  const answer = await fetch(`${url}/__sim/faults`, { method: 'POST', body: JSON.stringify(faults) });
  assert.equal(answer.status, 204, await answer.text());
}
