import { Incident } from '../../events';
import { Attribution } from '../../metrics';
import { givenIncident, minute } from '../../metrics/givenEvents';
import { becauseOfIncident } from './because';
import { d2, named, near, Story, told } from './testing/story';
import { sayUnlinked } from './unlinked';

describe('an incident', () => {
  const factOf = (incident: Incident, story: Story = {}) =>
    told({ deployments: [d2], ...story, incidents: [incident] }).delivery.incidents[0];
  const ruling = { incident: 'P1', deployment: null, author: 'Ann', reason: 'A drill.' };
  const ruled = (more: object): Story => ({ rules: { overrides: [{ ...ruling, ...more }] } });

  it.each<[string, Incident, Story, Attribution, string | null]>([
    ['is laid to a deployment', named, {}, 'strict', null],
    ['is laid to one by proximity', near, {}, 'inclusive', null],
    [
      'is not, strictly',
      near,
      {},
      'strict',
      'Strict attribution leaves out proximity: Incident P1 on pay began 60 min after d2 finished, within 24 h.',
    ],
    ['was ruled on', near, ruled({}), 'inclusive', 'Ruled not change-related by Ann: A drill.'],
    [
      'was ruled on, one knows when',
      near,
      ruled({ at: '2026-01-13' }),
      'inclusive',
      'Ruled not change-related by Ann on 2026-01-13: A drill.',
    ],
    [
      'was ruled on without a reason',
      near,
      ruled({ reason: '' }),
      'inclusive',
      'Ruled not change-related by Ann, without a reason.',
    ],
    [
      'was ruled on by nobody',
      near,
      ruled({ author: '' }),
      'inclusive',
      'Ruled not change-related in the settings, without a name or a reason.',
    ],
    [
      'was laid to a deployment that is not there',
      near,
      ruled({ deployment: 'd99' }),
      'inclusive',
      'Ann ruled that d99 caused it, but no such deployment is known here, so it counts as not change-related. Correct the ruling.',
    ],
    [
      'was laid by nobody to a deployment that is not there',
      near,
      ruled({ deployment: 'd99', author: '' }),
      'inclusive',
      'The settings say that d99 caused it, but no such deployment is known here, so it counts as not change-related. Correct the ruling.',
    ],
    [
      'is on no service',
      givenIncident('P1', 260, 300),
      {},
      'inclusive',
      'It names no deployment and is on no service, so there is nothing to look for a cause in.',
    ],
    [
      'is on a service of no repository',
      givenIncident('P1', 260, 300, { service: 'mail' }),
      {},
      'inclusive',
      'It names no deployment, and no repository is known to belong to its service “mail”. Map the service to repositories in the settings.',
    ],
    [
      'began before all deployments',
      givenIncident('P1', 60, 300, { service: 'pay' }),
      {},
      'inclusive',
      'It names no deployment, and no production deployment of acme/pay is known before it.',
    ],
    [
      // 200 + 30 h = 2000 minutes.
      'began long after the nearest deployment',
      givenIncident('P1', 2000, 2100, { service: 'pay' }),
      {},
      'inclusive',
      'No deployment of acme/pay within 24 h before it: the nearest, d2, had finished 30 h earlier, and nothing names one.',
    ],
  ])('%s', (_, incident, story, attribution, expected) => {
    const fact = factOf(incident, story);
    expect(sayUnlinked(fact, attribution)).toBe(expected);
    expect(fact.unlinked === null).toBe(fact.link !== null);
  });

  it('is restored or open', () => {
    expect(becauseOfIncident(factOf(near))).toBe('Counted: from its start to its resolution.');
    expect(becauseOfIncident(factOf({ ...near, resolvedAt: null }))).toBe(
      'Not resolved yet: an open incident has no time to restore.'
    );
    expect(near.createdAt).toBe(260 * minute);
  });
});
