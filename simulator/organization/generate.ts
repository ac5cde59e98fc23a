import { Instant } from '../../src/events';
import { Dice } from './dice';
import { IncidentBook } from './incidentBook';
import { Organization, PagerdutyThing, Person, SimService } from './model';
import { ServiceProfile, teamProfiles } from './profiles';
import { simulateRepository } from './repositorySimulation';
import { day, minute, wholeSecond } from './workingTime';
import { misfortunes, noises } from './words';

export const organizationName = 'acme';

const bots = ['dependabot', 'renovate', 'coderabbitai', 'sonarqubecloud', 'deploy-bot'];
const firstNames = ['ann', 'bea', 'cem', 'dev', 'eli', 'fay', 'gus', 'hana', 'ivo', 'jana', 'kai', 'lea', 'max', 'nia'];

export interface GenerateOptions {
  readonly seed: number;
  /** End of the history; cut to the whole second. */
  readonly now: Instant;
  readonly days?: number;
}

/**
 * A made-up organisation: five teams from elite to low, twelve repositories, eight PagerDuty services. The same seed
 * and `now` give the same organisation. Payments gets better and Identity worse, see profiles.ts for when.
 */
export function generateOrganization(options: GenerateOptions): Organization {
  const { seed, days = 400 } = options;
  const now = wholeSecond(options.now);
  const from = now - days * day;
  const dice = new Dice(seed, 'organization');
  const thing = (prefix: string, name: string): PagerdutyThing => ({
    id: `${prefix}${new Dice(seed, `${prefix}/${name}`).digits(6, '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ')}`,
    name,
  });
  const crews = new Map(
    teamProfiles.map(({ name, people }, team) => [
      name,
      Array.from(
        { length: people },
        (_, index) => `${firstNames[(team * 3 + index) % firstNames.length]}-${team + 1}${index}`
      ),
    ])
  );
  const people: Person[] = [...[...crews.values()].flat(), ...bots].map((login, index) => ({
    id: 501 + index,
    login,
    name: login,
    isBot: bots.includes(login),
  }));
  const users = teamProfiles
    .flatMap(({ name }) => (crews.get(name) ?? []).slice(0, 2))
    .map((login) => thing('U', login));
  const priorities = ['P1', 'P2', 'P3', 'P4'].map((name) => thing('R', name));
  const book = new IncidentBook(new Dice(seed, 'incidents'), users, priorities, now);
  const services: SimService[] = [];
  const teams = teamProfiles.map(({ name }) => thing('T', name));

  const simulated = teamProfiles.flatMap((team, teamIndex) => {
    const pagerdutyTeams = [teams[teamIndex].id];
    for (const profile of team.services) {
      const service: SimService = {
        ...thing('P', profile.name),
        description: `${profile.name} of team ${team.name}`,
        teams: pagerdutyTeams,
        createdAt: from - 500 * day,
      };
      services.push(service);
      planTrouble(dice, book, service, profile, { from, now });
    }
    return team.repositories.map((profile, index) =>
      simulateRepository({
        seed,
        from,
        now,
        owner: organizationName,
        base: (teamIndex + 1) * 10 + index,
        profile,
        crew: { people: crews.get(team.name) ?? [], reviewBot: profile.reviewBot },
        habits: (daysAgo) => team.habits(daysAgo),
        book,
        service: services.find(({ name }) => name === profile.service)?.id ?? '',
        teams: pagerdutyTeams,
        user: users[teamIndex * 2].id,
      })
    );
  });
  planOpenIncidents(book, services, now);
  return {
    now,
    owners: [organizationName],
    repositories: simulated.map(({ repository }) => repository),
    people,
    teams: teamProfiles.map((team, index) => ({
      id: 71 + index,
      organization: organizationName,
      slug: team.slug,
      name: team.name,
      repositories: team.repositories.map(({ name }) => `${organizationName}/${name}`),
    })),
    pagerduty: { subdomain: organizationName, teams, users, priorities, services, incidents: book.all() },
    truth: {
      deliveries: simulated.flatMap(({ deliveries }) => deliveries),
      failures: simulated.flatMap(({ failures }) => failures),
      incidents: book.truth,
    },
  };
}

/** Incidents that no deployment caused, duplicates merged into them, and alerts that resolve themselves. */
export function planTrouble(
  dice: Dice,
  book: IncidentBook,
  service: SimService,
  profile: ServiceProfile,
  { from, now }: { readonly from: Instant; readonly now: Instant }
): void {
  const shared = { service: service.id, teams: service.teams };
  for (
    let at = from + dice.wait(profile.unrelatedEvery * day);
    at < now;
    at += dice.wait(profile.unrelatedEvery * day)
  ) {
    const id = book.id();
    const title = `${service.name}: ${dice.pick(misfortunes)}`;
    const urgency = dice.chance(0.6) ? 'high' : 'low';
    const resolvedAt = at + dice.duration(70, 1) * minute;
    book.add(id, { ...shared, title, urgency, createdAt: at, resolvedAt, isAnswered: true }, 'unrelated', []);
    if (dice.chance(0.12)) {
      const createdAt = at + dice.whole(2, 9) * minute;
      const twin = { ...shared, title, urgency, createdAt, isAnswered: true } as const;
      book.add(book.id(), { ...twin, resolvedAt: createdAt + 4 * minute, mergedInto: id }, 'merged', []);
    }
  }
  for (let at = from + dice.wait(profile.noiseEvery * day); at < now; at += dice.wait(profile.noiseEvery * day)) {
    const title = `${service.name}: ${dice.pick(noises)}`;
    const resolvedAt = at + dice.whole(60, 280) * 1_000;
    const plan = { ...shared, title, urgency: 'low', createdAt: at, resolvedAt, isAnswered: false } as const;
    book.add(book.id(), plan, 'noise', []);
  }
}

/** Two incidents that last: one somebody works on, one nobody has seen yet. */
function planOpenIncidents(book: IncidentBook, services: readonly SimService[], now: Instant): void {
  for (const [name, age, isAnswered] of [
    ['payments', 50 * minute, true],
    ['ledger', 9 * minute, false],
  ] as const) {
    const service = services.find((one) => one.name === name);
    if (service !== undefined) {
      const plan = {
        title: `${name}: ${misfortunes[4]}`,
        service: service.id,
        teams: service.teams,
        createdAt: now - age,
      };
      book.add(book.id(), { ...plan, urgency: isAnswered ? 'high' : 'low', isAnswered }, 'unrelated', []);
    }
  }
}
