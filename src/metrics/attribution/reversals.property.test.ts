import fc from 'fast-check';
import { Change, Commit, tellingLines, tellingMessage } from '../../events';
import { analyse } from '../analyse';
import { givenChange, givenCommit, givenDeployment, givenEvents, givenOwnership } from '../givenEvents';

/** Lines as people and GitHub write them, among them all signs of a revert that are known. */
const line = fc.constantFrom(
  'Makes checkout faster.',
  '',
  '\r',
  '* [x] tested, see #2',
  'Reverts #1',
  'Reverts acme/pay#2\r',
  '  reverts: https://github.com/acme/pay/pull/1',
  'This reverts commit aaaaaa1.',
  'This reverts commit aaaaaa2 as asked.',
  'Do not revert #1',
  'Revert "Change 1"',
  'Reapply "Change 2"',
  'Co-authored-by: Ann <ann@acme.example>'
);
const text = fc.array(line, { maxLength: 6 }).map((lines) => lines.join('\n'));
const title = fc.constantFrom('Change', 'Revert "Change 1"', 'Reapply "Change 1"', 'Revert "Revert "Change 1""');

interface Told {
  readonly title: string;
  readonly body: string;
  readonly message: string;
}

function repairsOf(told: readonly Told[], body: (text: string) => string, message: (text: string) => string) {
  const changes: Change[] = told.map((one, index) =>
    givenChange(index + 1, `aaaaaa${index + 1}`, index * 10 + 5, {
      title: one.title === 'Change' ? `Change ${index + 1}` : one.title,
      body: body(one.body),
    })
  );
  const commits: Commit[] = told.map((one, index) =>
    givenCommit(
      `aaaaaa${index + 1}`,
      index === 0 ? [] : [`aaaaaa${index}`],
      index,
      message(`${one.title}\n\n${one.message}`)
    )
  );
  const deployments = told.map((_, index) => givenDeployment(`d${index + 1}`, `aaaaaa${index + 1}`, (index + 1) * 10));
  return (['pullRequest', 'commit'] as const).map((changeUnit) =>
    analyse(givenEvents({ changes, commits, deployments }), givenOwnership({ changeUnit })).deployments.map(
      ({ repairs }) => repairs.map(({ rule, of, evidence }) => [rule, of?.id, evidence])
    )
  );
}

test('what is kept of texts tells the same reverts as all of them', () => {
  fc.assert(
    fc.property(fc.array(fc.record({ title, body: text, message: text }), { minLength: 2, maxLength: 6 }), (told) => {
      const whole = (one: string) => one;
      expect(repairsOf(told, tellingLines, tellingMessage)).toEqual(repairsOf(told, whole, whole));
    })
  );
});
