import { testNow } from '../testing';
import { generateOrganization } from './generate';
import { looseEnds, withLooseEnds } from './looseEnds';
import { fullName } from './model';

const plain = generateOrganization({ seed: 7, now: testNow, days: 60 });
const loose = withLooseEnds(plain, 7);

test('loose ends add to the organisation and change nothing that was there', () => {
  const names = new Set(plain.repositories.map(fullName));
  const [first, ...others] = loose.repositories.filter((one) => names.has(fullName(one)));
  expect(others).toEqual(plain.repositories.slice(1));
  expect(first.deployments.filter(({ statuses }) => statuses.length > 1)).toEqual(
    plain.repositories[0].deployments.filter(({ statuses }) => statuses.length > 1)
  );
  expect(loose.truth).toBe(plain.truth);
});

test('ids stay apart', () => {
  const ids = loose.repositories.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  const incidents = loose.pagerduty.incidents.map(({ id }) => id);
  expect(new Set(incidents).size).toBe(incidents.length);
});

test('one repository never reaches production, one is nobody’s and quiet, one service is nobody’s', () => {
  const undeployed = loose.repositories.find(({ name }) => name === looseEnds.undeployed.repository);
  const environments = new Set(undeployed?.deployments.map(({ environment }) => environment));
  expect([...environments].filter((name) => /prod|live/i.test(name))).toEqual([]);
  expect(environments).toContain('qa');
  const owned = new Set(loose.teams.flatMap(({ repositories }) => repositories));
  expect(loose.repositories.map(fullName).filter((name) => !owned.has(name))).toEqual([`acme/${looseEnds.unowned}`]);
  expect(loose.pagerduty.services.filter(({ teams }) => teams.length === 0).map(({ name }) => name)).toEqual([
    looseEnds.unownedService,
  ]);
});
