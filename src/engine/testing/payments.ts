import { Directory } from '../../events';
import { givenChange, givenCommit, givenDeployment, givenEvents, givenIncident } from '../../metrics/givenEvents';
import { defaultSettings, defaultTeam, DoraSettings, QueryContext } from '../../query';

/**
 * A small organisation to work out by hand, days counted from 1 January 2026, 00:00 UTC. Team Payments owns `acme/pay`
 * and the service `pay`, team Idle owns `acme/idle`, in which nothing ever happens. The range of the cases is days 10 to 20.
 *
 *   day  deployment  contains        what became of it
 *    2   d1          change 1        the first one known
 *   11   d2          changes 2, 3    incident P1 names it 2 h later, resolved after 4 h more
 *   13   d3          change 4        incident P2 begins 1 h later and says nothing; still open
 *   15   d4          nothing new     puts d2's commit back: a rollback, so d3 failed
 *   17   d5          change 5        labelled hotfix: d4, right before it, needed it
 *   18   staging     change 6        not production
 *   19   d6          -               its pipeline failed
 */
export const day = 86_400_000;
export const hour = 3_600_000;
const dayMinutes = 1_440;
export const start = Date.UTC(2026, 0, 1);

export const at = (days: number): number => start + days * day;
/** Minutes since 1970, as `givenDeployment` and its kin want them. */
const minutes = (days: number): number => start / 60_000 + days * dayMinutes;

const shas = ['a1', 'b2', 'c3', 'd4', 'e5', 'f6'].map((name) => name.repeat(20));
const [one, two, three, four, five, six] = shas;

/** A change that began so many days before it was merged. */
const change = (number: number, sha: string, merged: number, began: number, labels: readonly string[] = []) =>
  givenChange(number, sha, minutes(merged), { firstCommitAt: at(merged - began), labels });

export const paymentsEvents = givenEvents({
  commits: shas.map((sha, index) => givenCommit(sha, index === 0 ? [] : [shas[index - 1]], minutes(index + 1))),
  changes: [
    change(1, one, 1, 1),
    change(2, two, 10, 3), // Deployed on day 11: 1 + 3 = 4 days.
    change(3, three, 10.5, 1.5), // 0.5 + 1.5 = 2 days.
    change(4, four, 12, 5), // Day 13: 1 + 5 = 6 days.
    change(5, five, 16.5, 0.5, ['hotfix']), // Day 17: 0.5 + 0.5 = 1 day.
    change(6, six, 17.5, 2), // Only in staging.
  ],
  deployments: [
    givenDeployment('d1', one, minutes(2)),
    givenDeployment('d2', three, minutes(11)),
    givenDeployment('d3', four, minutes(13)),
    givenDeployment('d4', three, minutes(15)),
    givenDeployment('d5', five, minutes(17)),
    givenDeployment('s1', six, minutes(18), { environment: 'staging' }),
    givenDeployment('d6', six, minutes(19), { status: 'failure' }),
  ].map((deployment) => ({ ...deployment, origin: 'deployment' as const })),
  incidents: [
    givenIncident('P1', minutes(11 + 2 / 24), minutes(11 + 6 / 24), {
      service: 'pay',
      serviceId: 'PPAY',
      title: 'Broken since d2',
      deployment: 'd2',
    }),
    givenIncident('P2', minutes(13 + 1 / 24), null, { service: 'pay', serviceId: 'PPAY' }),
  ],
});

const repository = (name: string) => ({ name, defaultBranch: 'main', archived: false, topics: [], url: null });

export const paymentsDirectory: Directory = {
  repositories: [repository('acme/pay'), repository('acme/idle')],
  services: [{ id: 'PPAY', name: 'pay', teams: [], url: null }],
  teamRepositories: {},
};

export const paymentsSettings: DoraSettings = {
  ...defaultSettings,
  organizations: ['acme'],
  teams: [
    {
      ...defaultTeam,
      name: 'Payments',
      repositories: ['acme/pay'],
      services: ['pay'],
      targets: { changeFailRate: 0.1 },
    },
    { ...defaultTeam, name: 'Idle', repositories: ['acme/idle'] },
  ],
};

export const now = at(21);

/** Days 10 to 20. */
export const range: QueryContext = { from: at(10), to: at(20), timeZone: 'UTC', now };
