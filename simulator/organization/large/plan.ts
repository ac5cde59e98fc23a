import { Dice } from '../dice';
import { DeployedBy, PlannedTeam } from '../model';
import { Habits, RepositoryProfile, ServiceProfile } from '../profiles';

/** A team of an organisation of any size: its repositories share how they are deployed. */
export interface LargeTeam extends PlannedTeam {
  readonly slug: string;
  readonly people: number;
  readonly members: ReadonlyArray<{ readonly profile: RepositoryProfile; readonly habits: Habits }>;
  readonly profiles: readonly ServiceProfile[];
}

/** Seven teams in ten use GitHub's deployments, the others one of the other signals. */
const signals: readonly DeployedBy[] = [
  'deployments',
  'deployments',
  'workflow',
  'deployments',
  'deployments',
  'releases',
  'deployments',
  'deployments',
  'merges',
  'deployments',
];

const largestTeam = 7;
const repositoriesOfService = 3.4;
const domains = ['billing', 'search', 'media', 'routing', 'stock', 'profile', 'loyalty', 'tax', 'mail', 'pricing'];
const parts = ['api', 'web', 'worker', 'gateway', 'jobs', 'sync', 'admin', 'events'];

const trains: ReadonlyArray<readonly [share: number, cadence: Habits['cadence']]> = [
  [0.2, { minutes: 9 }],
  [0.3, { weekdays: [1, 2, 3, 4, 5], everyWeeks: 1 }],
  [0.32, { weekdays: [2, 4], everyWeeks: 1 }],
  [0.18, { weekdays: [3], everyWeeks: 1 }],
];

/** Who there is and how they work. Half of a hundred repositories see less than the average, a few five times as much. */
export function planTeams(seed: number, repositories: number): readonly LargeTeam[] {
  const teams: LargeTeam[] = [];
  for (let first = 0; first < repositories; first += largestTeam) {
    teams.push(planTeam(seed, teams.length, first, Math.min(largestTeam, repositories - first)));
  }
  return teams;
}

function planTeam(seed: number, index: number, first: number, size: number): LargeTeam {
  const dice = new Dice(seed, `large/team/${index}`);
  const signal = signals[index % signals.length];
  const domain = domains[index % domains.length];
  const label = `${domain}-${index + 1}`;
  const serviceCount = Math.max(1, Math.round(size / repositoriesOfService));
  const services = Array.from({ length: serviceCount }, (_, service) => `${label}-${service + 1}`);
  const members = Array.from({ length: size }, (_, member) => {
    const service = services[member % serviceCount];
    const name = `${domain}-${parts[member % parts.length]}-${first + member + 1}`;
    // Libraries: merged into, never deployed.
    const isLibrary = signal === 'deployments' && size > 2 && member % 6 === 4;
    return { profile: profileOf(dice, name, service, signal, isLibrary), habits: habitsOf(dice) };
  });
  return {
    name: `Team ${index + 1}`,
    slug: `team-${index + 1}`,
    people: dice.whole(4, 9),
    deployedBy: signal,
    members,
    repositories: members.map(({ profile }) => profile.name),
    services: services.map((name) => ({
      name,
      repositories: members.filter(({ profile }) => profile.service === name).map(({ profile }) => profile.name),
    })),
    profiles: services.map((name) => ({
      name,
      unrelatedEvery: dice.between(25, 45),
      noiseEvery: dice.between(40, 100),
    })),
  };
}

function profileOf(
  dice: Dice,
  name: string,
  service: string,
  signal: DeployedBy,
  isLibrary: boolean
): RepositoryProfile {
  const style = dice.between(0, 1);
  const hasSeveral = dice.chance(0.08);
  const production = hasSeveral ? ['production-eu', 'production-us'] : ['production'];
  return {
    name,
    // Skewed, with a mean of 1.
    weight: Math.min(6, dice.duration(0.72, 0.8)),
    mergeStyle: style < 0.7 ? 'squash' : style < 0.9 ? 'merge' : 'rebase',
    deployedBy: signal,
    production: isLibrary ? [] : signal === 'deployments' ? production : ['production'],
    hasStaging: !isLibrary && signal === 'deployments' && dice.chance(0.7),
    service,
    reviewBot: dice.chance(0.3) ? 'coderabbitai' : null,
    formerNames: [],
    brokenAtEndDays: null,
  };
}

function habitsOf(dice: Dice): Habits {
  let left = dice.between(0, 1);
  const [, cadence] = trains.find(([share]) => (left -= share) < 0) ?? trains[0];
  return {
    changesPerDay: 1.85,
    codingHours: dice.between(2, 16),
    pickupHours: dice.between(0.5, 8),
    reviewHours: dice.between(0.5, 8),
    mergeWaitHours: dice.between(0.2, 4),
    lines: dice.whole(20, 130),
    cadence,
    failureRate: dice.between(0.02, 0.08),
    recoveryHours: dice.between(0.5, 9),
    brokenPipelines: dice.between(0, 0.06),
  };
}
