import { analyse } from '../analyse';
import { Incident } from '../../events';
import { failedDeploymentRecoveryTime } from '../failedDeploymentRecoveryTime';
import {
  givenChange,
  givenDeployment,
  givenEvents,
  givenIncident,
  givenLine,
  givenOwnership,
  minute,
} from '../givenEvents';
import { Attribution, Rules } from '../rules';
import { timeToRestore } from '../timeToRestore';
import { failureOf } from './failure';

const deployments = ['c1', 'c2', 'c3', 'c4'].map((sha, index) =>
  givenDeployment(`d${index + 1}`, sha, 100 * (index + 1))
);
const commits = givenLine('c1', 'c2', 'c3', 'c4');

function failures(
  incidents: readonly Incident[],
  rules: Partial<Rules> = {},
  attribution: Attribution = 'inclusive',
  changes = [givenChange(3, 'c3', 250)]
) {
  const ownership = givenOwnership(rules);
  const delivery = analyse(givenEvents({ deployments, commits, changes, incidents }), ownership);
  return Object.fromEntries(
    delivery.deployments.flatMap((fact) => {
      const failure = failureOf(fact, attribution, ownership.rulesOf(fact.deployment.repository));
      return failure === null
        ? []
        : [[fact.deployment.id, [failure.hits.map(({ rule }) => rule).join(' '), failure.recoveryTime]]];
    })
  );
}

const stated = (id: string, created: number, resolved: number | null) =>
  givenIncident(id, created, resolved, { deployment: 'd2' });
const near = givenIncident('near', 230, 290, { service: 'pay' });
const hotfixed = [givenChange(3, 'c3', 250, { labels: ['hotfix'] })];

describe('a failed deployment', () => {
  it('is none without a hit', () => {
    expect(failures([])).toEqual({});
  });

  it('collects its hits, strongest first', () => {
    expect(failures([near, stated('P1', 210, 280)], {}, 'inclusive', hotfixed)).toMatchObject({
      d2: ['stated hotfix proximity', (290 - 200) * 60],
    });
  });

  it('does not hang on proximity in strict', () => {
    expect(failures([near], {}, 'inclusive')).toEqual({ d2: ['proximity', 90 * 60] });
    expect(failures([near], {}, 'strict')).toEqual({});
  });

  it('is over with the last linked incident', () => {
    expect(failures([stated('P1', 210, 280), stated('P2', 220, 250)])).toMatchObject({
      d2: ['stated stated', 80 * 60],
    });
  });

  it('is open while any linked incident is', () => {
    expect(failures([stated('P1', 210, 280), stated('P2', 220, null)])).toMatchObject({ d2: ['stated stated', null] });
  });

  it('is over with the deployment that repaired it, without an incident', () => {
    expect(failures([], {}, 'strict', hotfixed)).toEqual({ d2: ['hotfix', 100 * 60] });
  });

  it('is measured by choice from the first linked incident', () => {
    const incidents = [stated('P2', 220, 250), stated('P1', 210, 280)];
    expect(failures(incidents, { recoveryStart: 'incident' })).toMatchObject({ d2: ['stated stated', 70 * 60] });
    expect(failures([], { recoveryStart: 'incident' }, 'strict', hotfixed)).toEqual({ d2: ['hotfix', 100 * 60] });
  });

  it('never takes less than no time to recover from', () => {
    expect(failures([stated('P1', 150, 180)])).toEqual({ d2: ['stated', 0] });
  });

  it('counts in the period in which it finished; open ones beside it', () => {
    const ownership = givenOwnership();
    const incidents = [stated('P1', 210, 280), givenIncident('P2', 310, null, { deployment: 'd3' })];
    const delivery = analyse(givenEvents({ deployments, commits, incidents }), ownership);
    const observed = failedDeploymentRecoveryTime(delivery, 'strict', ownership);
    expect(observed.items.map(({ observation }) => observation)).toEqual([{ at: 200 * minute, value: 80 * 60 }]);
    expect(observed.open.map(({ at }) => at)).toEqual([300 * minute]);
  });
});

describe('time to restore', () => {
  it('takes every incident, change-related or not, in the period in which it began', () => {
    const incidents = [givenIncident('P1', 10, 15), givenIncident('P2', 20, null), stated('P3', 210, 280)];
    const observed = timeToRestore(analyse(givenEvents({ deployments, incidents }), givenOwnership()));
    expect(observed.items.map(({ observation }) => observation)).toEqual([
      { at: 10 * minute, value: 5 * 60 },
      { at: 210 * minute, value: 70 * 60 },
    ]);
    expect(observed.open.map(({ at }) => at)).toEqual([20 * minute]);
  });
});
