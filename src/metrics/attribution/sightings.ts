import { Aside, Change, Deployment, Incident } from '../../events';
import { Arrival, Chain, Contents } from '../containment';
import { Mention, mentionsIn } from './mentions';
import { prefixOf } from './shaIndex';

/** What an incident's texts mention, each text by itself. */
export interface IncidentMentions {
  readonly places: ReadonlyArray<{ readonly place: 'title' | 'text'; readonly mentions: readonly Mention[] }>;
  /** Of each change PagerDuty relates to it. */
  readonly related: ReadonlyArray<readonly Mention[]>;
}

const read = new Aside<Incident, IncidentMentions>();

/** Read once per incident: texts are long, and every answer asks for them. O(length). */
export function mentionsOf(incident: Incident): IncidentMentions {
  const known = read.get(incident);
  if (known !== undefined) {
    return known;
  }
  const mentions: IncidentMentions = {
    places: [
      { place: 'title', mentions: mentionsIn(incident.title) },
      ...incident.texts.map((text) => ({ place: 'text' as const, mentions: mentionsIn(text) })),
    ],
    related: incident.relatedChanges.map(({ text, url }) => mentionsIn(`${text}\n${url ?? ''}`)),
  };
  read.set(incident, mentions);
  return mentions;
}

/**
 * Everything that incidents and rulings may call a deployment by. Incidents are few and deployments many: so each
 * repository is searched for what is wanted, instead of an index of all there is. Only grows; more than is asked for
 * does no harm.
 */
export class Wanted {
  readonly names = new Set<string>();
  readonly shaPrefixes = new Set<string>();
  readonly pullRequests = new Set<number>();

  /** Changes whenever something is added. */
  get size(): number {
    return this.names.size + this.shaPrefixes.size + this.pullRequests.size;
  }

  addIncident(incident: Incident): void {
    const { places, related } = mentionsOf(incident);
    if (incident.deployment !== null) {
      this.addName(incident.deployment);
    }
    for (const { mentions } of places) {
      mentions.forEach((mention) => this.addMention(mention));
    }
    for (const mentions of related) {
      mentions.forEach((mention) => this.addMention(mention));
    }
  }

  /** A deployment's id, its tag or its commit. */
  addName(name: string): void {
    this.names.add(name);
    this.shaPrefixes.add(prefixOf(name));
  }

  private addMention(mention: Mention): void {
    switch (mention.kind) {
      case 'name':
        this.names.add(mention.written);
        return;
      case 'sha':
        this.shaPrefixes.add(prefixOf(mention.written));
        return;
      case 'pullRequest':
        this.pullRequests.add(mention.number);
    }
  }
}

/** What of all that is wanted one repository has. */
export interface Sightings {
  readonly byName: ReadonlyMap<string, readonly Deployment[]>;
  /** Full name of a commit to the first deployment of each environment that contains it. */
  readonly bySha: ReadonlyMap<string, readonly Deployment[]>;
  readonly byPullRequest: ReadonlyMap<number, { readonly change: Change; readonly deployment: Deployment }>;
}

interface SearchedChain extends Chain {
  readonly contents: Pick<Contents, 'positions'>;
}

/** O(deployments + commits delivered + changes). */
export function sightingsOf(
  deployments: readonly Deployment[],
  chains: readonly SearchedChain[],
  arrivals: Iterable<readonly [Change, Arrival | null]>,
  wanted: Wanted
): Sightings {
  const byName = new Map<string, Deployment[]>();
  for (const deployment of deployments) {
    if (wanted.names.has(deployment.id)) {
      push(byName, deployment.id, deployment);
    }
    const isTagged = deployment.origin === 'release' || deployment.origin === 'tag';
    const tag = isTagged && deployment.ref !== deployment.id ? deployment.ref : null;
    if (tag !== null && wanted.names.has(tag)) {
      push(byName, tag, deployment);
    }
  }
  const bySha = new Map<string, Deployment[]>();
  for (const { deployments: members, contents } of wanted.shaPrefixes.size === 0 ? [] : chains) {
    for (const [sha, position] of contents.positions) {
      if (wanted.shaPrefixes.has(prefixOf(sha))) {
        push(bySha, sha, members[position]);
      }
    }
  }
  const byPullRequest = new Map<number, { change: Change; deployment: Deployment }>();
  for (const [change, arrival] of wanted.pullRequests.size === 0 ? [] : arrivals) {
    if (arrival !== null && change.number !== null && wanted.pullRequests.has(change.number)) {
      byPullRequest.set(change.number, { change, deployment: arrival.deployment });
    }
  }
  return { byName, bySha, byPullRequest };
}

function push<Key, Value>(lists: Map<Key, Value[]>, key: Key, value: Value): void {
  const known = lists.get(key);
  if (known === undefined) {
    lists.set(key, [value]);
  } else {
    known.push(value);
  }
}
