import {
  Change,
  Commit,
  Comparison,
  Deployment,
  DeploymentStatus,
  EventKind,
  Events,
  Incident,
  Origin,
  Release,
  Run,
} from '../events';

/**
 * One copy of what many records say in the same words: repositories, environments, people, branches, commits. Every
 * answer and every entry of the vault brings copies of its own, which for an organisation of some hundred repositories
 * is more than all the rest. What nearly every record says differently (titles, links, ids, branches and heads of pull
 * requests) is not looked up: a place in the table would cost more than it saves, and the browser keeps a table of its own
 * of all that was ever looked up, which it goes through while the page stands still.
 */
export class SharedTexts {
  private readonly texts = new Copies<string>();
  private readonly lists = new Map<string, readonly string[]>();
  private readonly origins = new Copies<Origin>();
  private readonly statuses = new Copies<DeploymentStatus>();

  /** The same record over shared texts; a copy, which nobody else holds. */
  readonly in: { readonly [Kind in EventKind]: (event: Events[Kind][number]) => Events[Kind][number] } = {
    deployments: (one: Deployment) => ({
      ...one,
      repository: this.one(one.repository),
      environment: this.one(one.environment),
      sha: this.one(one.sha),
      service: this.orNull(one.service),
      ref: this.orNull(one.ref),
      status: this.statuses.of(one.status),
      origin: this.origins.of(one.origin),
    }),
    changes: (one: Change) => ({
      ...one,
      repository: this.one(one.repository),
      author: this.orNull(one.author),
      labels: this.alike(one.labels),
      baseBranch: this.orNull(one.baseBranch),
      mergeSha: this.orNull(one.mergeSha),
      origin: this.origins.of(one.origin),
    }),
    commits: (one: Commit) => ({
      ...one,
      repository: this.one(one.repository),
      sha: this.one(one.sha),
      parents: this.list(one.parents),
      author: this.orNull(one.author),
    }),
    comparisons: (one: Comparison) => ({
      ...one,
      repository: this.one(one.repository),
      base: this.one(one.base),
      head: this.one(one.head),
      shas: this.list(one.shas),
    }),
    releases: (one: Release) => ({ ...one, repository: this.one(one.repository), sha: this.one(one.sha) }),
    incidents: (one: Incident) => ({
      ...one,
      service: this.orNull(one.service),
      serviceId: this.orNull(one.serviceId),
      teams: this.alike(one.teams),
      repository: this.orNull(one.repository),
      urgency: this.orNull(one.urgency),
      priority: this.orNull(one.priority),
      texts: one.texts.length === 0 ? none : one.texts,
      relatedChanges: one.relatedChanges.length === 0 ? none : one.relatedChanges,
      origin: this.origins.of(one.origin),
    }),
    runs: (one: Run) => ({
      ...one,
      repository: this.one(one.repository),
      workflow: this.one(one.workflow),
      branch: this.orNull(one.branch),
      sha: this.one(one.sha),
      event: this.orNull(one.event),
      conclusion: this.orNull(one.conclusion),
      jobs: one.jobs.length === 0 ? none : one.jobs,
    }),
  };

  private one(text: string): string {
    return this.texts.of(text);
  }

  private orNull(text: string | null): string | null {
    return text === null ? null : this.texts.of(text);
  }

  /** Of a list that many records have alike. */
  private alike(texts: readonly string[]): readonly string[] {
    if (texts.length === 0) {
      return none;
    }
    const key = JSON.stringify(texts);
    const known = this.lists.get(key);
    if (known !== undefined) {
      return known;
    }
    const list = this.list(texts);
    this.lists.set(key, list);
    return list;
  }

  private list(texts: readonly string[]): readonly string[] {
    return texts.length === 0 ? none : texts.map((text) => this.texts.of(text));
  }
}

const none: readonly never[] = [];

class Copies<Text extends string> {
  private readonly texts = new Map<Text, Text>();

  of(text: Text): Text {
    const known = this.texts.get(text);
    if (known === undefined) {
      this.texts.set(text, text);
    }
    return known ?? text;
  }
}
