import { Deployment, Incident } from '../../events';
import { compareTexts } from '../containment';
import { IncidentFact, NotLinked, Ownership } from '../delivery';
import { IncidentOverride, Rules } from '../rules';
import { say, sayNumber } from '../../words';
import { DeploymentFinder } from './deploymentFinder';
import { Mention } from './mentions';
import { ServiceMap } from './serviceMap';
import { mentionsOf } from './sightings';

export type IncidentLink = NonNullable<IncidentFact['link']>;

type Verdict = Pick<IncidentFact, 'link' | 'unlinked'>;

const hour = 3_600_000;

/**
 * Incidents with the deployment each follows from, by its strongest rule only (METRICS.md §2, rules 1, 2 and 6): a
 * person's ruling, what the incident itself states, what PagerDuty relates to it, proximity.
 */
export class IncidentLinker {
  constructor(
    private readonly finder: DeploymentFinder,
    private readonly services: ServiceMap,
    private readonly ownership: Ownership,
    private readonly overrides: ReadonlyMap<string, IncidentOverride>
  ) {}

  /** Null: it was merged into another, or its urgency or priority does not count. */
  factOf(incident: Incident): IncidentFact | null {
    const repositories = this.services.repositoriesOf(incident);
    if (incident.mergedInto !== null || !this.rulesFor(repositories).some((rules) => isCounted(incident, rules))) {
      return null;
    }
    const verdict = this.verdictOn(incident, repositories);
    return { incident, teams: this.teamsOf(incident, repositories, verdict.link), ...verdict };
  }

  private verdictOn(incident: Incident, repositories: readonly string[]): Verdict {
    const override = this.overrides.get(incident.id);
    if (override !== undefined) {
      return this.ruled(override, incident, repositories);
    }
    const named = this.stated(incident, repositories) ?? this.related(incident, repositories);
    return named === null ? this.near(incident, repositories) : linked(named);
  }

  private ruled(override: IncidentOverride, incident: Incident, repositories: readonly string[]): Verdict {
    if (override.deployment === null) {
      return unlinked({ code: 'ruled', override });
    }
    const deployment = this.finder.named(override.deployment, repositories);
    if (deployment === null) {
      return unlinked({ code: 'unknownDeployment', override });
    }
    const evidence = rulingSentence(override, deployment, incident);
    return linked({ deployment, rule: 'override', confidence: 'certain', evidence });
  }

  private stated(incident: Incident, repositories: readonly string[]): IncidentLink | null {
    if (incident.deployment !== null) {
      const deployment = this.finder.named(incident.deployment, repositories);
      if (deployment !== null) {
        const evidence = say('evidence.namesCause', 'Incident {{incident}} names {{deployment}} as its cause', {
          incident: incident.id,
          deployment: incident.deployment,
        });
        return {
          deployment,
          rule: 'stated',
          confidence: 'certain',
          evidence: delivered(evidence, incident.deployment, deployment),
        };
      }
    }
    for (const { place, mentions } of mentionsOf(incident).places) {
      const mention = this.firstOf(mentions, incident, repositories);
      if (mention !== null) {
        const { written, deployment } = mention;
        const evidence = delivered(namesIn(place, incident, written), written, deployment);
        return { deployment, rule: 'stated', confidence: 'certain', evidence };
      }
    }
    return null;
  }

  /** Of several related changes the latest deployed: PagerDuty lists candidates in no order of blame. */
  private related(incident: Incident, repositories: readonly string[]): IncidentLink | null {
    const found = mentionsOf(incident)
      .related.flatMap((mentions) => this.firstOf(mentions, incident, repositories) ?? [])
      .sort(
        (a, b) =>
          (b.deployment.finishedAt ?? b.deployment.createdAt) - (a.deployment.finishedAt ?? a.deployment.createdAt) ||
          compareTexts(a.deployment.id, b.deployment.id) ||
          compareTexts(a.written, b.written)
      )[0];
    return found === undefined
      ? null
      : {
          deployment: found.deployment,
          rule: 'relatedChange',
          confidence: 'high',
          evidence: delivered(
            say('evidence.related', 'PagerDuty relates Incident {{incident}} to a change event with {{written}}', {
              incident: incident.id,
              written: found.written,
            }),
            found.written,
            found.deployment
          ),
        };
  }

  private near(incident: Incident, repositories: readonly string[]): Verdict {
    if (repositories.length === 0) {
      return unlinked({ code: 'noRepository', service: incident.service });
    }
    const deployment = this.services.latestBefore(incident, incident.createdAt);
    if (deployment === null) {
      return unlinked({ code: 'noDeployment', repositories });
    }
    const windowHours = this.ownership.rulesOf(deployment.repository).attributionWindowHours;
    const elapsed = incident.createdAt - deployment.finishedAt;
    if (elapsed > windowHours * hour) {
      return unlinked({ code: 'outsideWindow', deployment, elapsed, windowHours });
    }
    return linked({
      deployment,
      rule: 'proximity',
      confidence: 'low',
      evidence: proximitySentence(incident, duration(elapsed), deployment, windowHours),
    });
  }

  private firstOf(
    mentions: readonly Mention[],
    incident: Incident,
    repositories: readonly string[]
  ): { readonly written: string; readonly deployment: Deployment } | null {
    for (const mention of mentions) {
      const deployment = this.finder.mentioned(mention, incident, repositories);
      if (deployment !== null) {
        return { written: mention.written, deployment };
      }
    }
    return null;
  }

  /** The rules of all repositories it may concern; of none, the data source's. */
  private rulesFor(repositories: readonly string[]): readonly Rules[] {
    return (repositories.length === 0 ? [''] : repositories).map((name) => this.ownership.rulesOf(name));
  }

  /** The service's teams; else those of the repositories it may concern; else those of what it was linked to. */
  private teamsOf(incident: Incident, repositories: readonly string[], link: IncidentLink | null): readonly string[] {
    const ofService = this.ownership.teamsOfService(incident.service, incident.serviceId);
    if (ofService.length > 0) {
      return ofService;
    }
    const concerned = repositories.length > 0 || link === null ? repositories : [link.deployment.repository];
    return [...new Set(concerned.flatMap((name) => this.ownership.teamsOfRepository(name)))];
  }
}

function linked(link: IncidentLink): Verdict {
  return { link, unlinked: null };
}

function unlinked(reason: NotLinked): Verdict {
  return { link: null, unlinked: reason };
}

/** METRICS.md §1: urgency and priority filters apply before anything is counted. What has none matches no filter. */
function isCounted(incident: Incident, rules: Rules): boolean {
  return isAmong(incident.urgency, rules.urgencies) && isAmong(incident.priority, rules.priorities);
}

function isAmong(name: string | null, wanted: readonly string[]): boolean {
  return wanted.length === 0 || (name !== null && wanted.some((one) => one.toLowerCase() === name.toLowerCase()));
}

/**
 * Rulings by incident. A ruling of any team counts for its incident; should two rule differently, the first repository by name decides.
 */
export function overridesOf(
  ownership: Ownership,
  repositories: Iterable<string>
): ReadonlyMap<string, IncidentOverride> {
  const overrides = new Map<string, IncidentOverride>();
  for (const rules of new Set([...[...repositories].sort(), ''].map((repository) => ownership.rulesOf(repository)))) {
    for (const override of rules.overrides) {
      if (!overrides.has(override.incident)) {
        overrides.set(override.incident, override);
      }
    }
  }
  return overrides;
}

function rulingSentence(override: IncidentOverride, deployment: Deployment, incident: Incident): string {
  const named = { deployment: deployment.id, incident: incident.id, author: override.author };
  const on = override.at ?? '';
  const sentence =
    override.author === ''
      ? say('evidence.settingsSay', 'The settings say that {{deployment}} caused Incident {{incident}}', named)
      : on === ''
        ? say('evidence.ruled', '{{author}} ruled that {{deployment}} caused Incident {{incident}}', named)
        : say('evidence.ruledOn', '{{author}} ruled on {{on}} that {{deployment}} caused Incident {{incident}}', {
            ...named,
            on,
          });
  return override.reason === '' ? sentence : `${sentence}: ${override.reason}`;
}

function namesIn(place: 'title' | 'text', incident: Incident, written: string): string {
  const named = { incident: incident.id, written };
  return place === 'title'
    ? say('evidence.namesInTitle', 'Incident {{incident}} names {{written}} in its title', named)
    : say('evidence.namesInText', 'Incident {{incident}} names {{written}} in its text', named);
}

function proximitySentence(incident: Incident, elapsed: string, deployment: Deployment, windowHours: number): string {
  const named = { incident: incident.id, elapsed, deployment: deployment.id, hours: windowHours };
  return incident.service === null
    ? say(
        'evidence.proximity',
        'Incident {{incident}} began {{elapsed}} after {{deployment}} finished, within {{hours}} h',
        named
      )
    : say(
        'evidence.proximityOnService',
        'Incident {{incident}} on {{service}} began {{elapsed}} after {{deployment}} finished, within {{hours}} h',
        { ...named, service: incident.service }
      );
}

/** What an incident names may be part of what the deployment delivered. */
function delivered(sentence: string, written: string, deployment: Deployment): string {
  return written === deployment.id
    ? sentence
    : say('evidence.delivered', '{{sentence}}, which {{deployment}} delivered', {
        sentence,
        deployment: deployment.id,
      });
}

function duration(milliseconds: number): string {
  const minutes = Math.round(milliseconds / 60_000);
  return minutes < 120 ? `${minutes} min` : `${sayNumber(minutes / 60, 1)} h`;
}
