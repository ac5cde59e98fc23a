import { Instant } from '../../../src/events';
import { Dice } from '../dice';
import { IncidentBook } from '../incidentBook';
import { planTrouble } from '../generate';
import { Organization, PagerdutyThing, Person, SimService } from '../model';
import { simulateRepository } from '../repositorySimulation';
import { day, wholeSecond } from '../workingTime';
import { withAfterlife, withNotes } from './afterlife';
import { planTeams } from './plan';

export interface LargeOptions {
  readonly seed: number;
  /** What the simulators' clock starts at. */
  readonly now: Instant;
  /** End of what is planned: from `now` to here it comes up as the clock goes on. Default: `now`. */
  readonly until?: Instant;
  /** Length of the history before `now`. */
  readonly days: number;
  readonly repositories: number;
}

const owner = 'globex';
const bots = ['dependabot', 'renovate', 'coderabbitai', 'deploy-bot'];

/**
 * An organisation of any size, with teams and services in proportion: for each repository and 90 days about 120 merged
 * pull requests, 60 deployments and 3 incidents on average, squash, merge and rebase repositories, busy and quiet ones,
 * some never deployed. The same options give the same organisation. Nothing is said about what caused which failure.
 */
export function generateLargeOrganization(options: LargeOptions): Organization {
  const { seed, days, repositories } = options;
  const now = wholeSecond(options.now);
  const until = Math.max(now, wholeSecond(options.until ?? now));
  const from = now - days * day;
  const planned = planTeams(seed, repositories);
  const thing = (prefix: string, name: string): PagerdutyThing => ({
    id: `${prefix}${new Dice(seed, `large/${prefix}/${name}`).digits(8, '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ')}`,
    name,
  });
  const users = planned.map(({ slug }) => thing('U', `${slug}-oncall`));
  const priorities = ['P1', 'P2', 'P3', 'P4'].map((name) => thing('R', name));
  const teams = planned.map(({ name }) => thing('T', name));
  const book = new IncidentBook(new Dice(seed, 'large/incidents'), users, priorities, until);
  const dice = new Dice(seed, 'large/trouble');
  const services: SimService[] = [];
  const crews = planned.map(({ slug, people }) => Array.from({ length: people }, (_, index) => `${slug}-dev-${index}`));
  let base = 0;
  const simulated = planned.flatMap((team, teamIndex) => {
    const pagerdutyTeams = [teams[teamIndex].id];
    const own = team.profiles.map((profile): SimService => {
      const description = `${profile.name} of ${team.name}`;
      const service = { ...thing('P', profile.name), description, teams: pagerdutyTeams, createdAt: from - 500 * day };
      planTrouble(dice, book, service, profile, { from, now: until });
      return service;
    });
    services.push(...own);
    return team.members.map(({ profile, habits }) => {
      base++;
      const { repository } = simulateRepository({
        seed,
        from,
        now: until,
        owner,
        base,
        profile,
        crew: { people: crews[teamIndex], reviewBot: profile.reviewBot },
        habits: () => habits,
        book,
        service: own.find(({ name }) => name === profile.service)?.id ?? '',
        teams: pagerdutyTeams,
        user: users[teamIndex].id,
        hasLeanRuns: true,
      });
      return withAfterlife(seed, repository, until);
    });
  });
  const chatter = new Dice(seed, 'large/notes');
  const incidents = book.all().map((incident) => withNotes(chatter, incident, until));
  return {
    now,
    until,
    owners: [owner],
    repositories: simulated,
    people: [...crews.flat(), ...bots].map((login, index): Person => {
      return { id: 501 + index, login, name: login, isBot: bots.includes(login) };
    }),
    teams: planned.map(({ slug, name, repositories: names }, index) => ({
      id: 71 + index,
      organization: owner,
      slug,
      name,
      repositories: names.map((each) => `${owner}/${each}`),
    })),
    plannedTeams: planned,
    pagerduty: { subdomain: owner, teams, users, priorities, services, incidents },
    truth: { deliveries: [], failures: [], incidents: [] },
  };
}
