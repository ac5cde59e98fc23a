import { Comparison, EventKind, Events, Incident, Release } from '../../events';
import { Common } from './common';
import { HeldChange } from './heldChange';
import { HeldCommit } from './heldCommit';
import { HeldDeployment } from './heldDeployment';
import { HeldRun } from './heldRun';
import { InstantColumns } from './instants';
import { none, SharedTexts } from './sharedTexts';

/**
 * Records as they are held. What many say in the same words (repositories, environments, people, branches, commits) is there
 * once, and what nearly every record says differently (titles, links, ids, branches and heads of pull requests) is not looked
 * up: a place in the table would cost more than it saves, and the browser keeps a table of its own of all that was ever looked
 * up, which it goes through while the page stands still. Of the kinds that come by ten thousands the instants stand in columns.
 */
export class Records {
  private readonly texts = new SharedTexts();
  private readonly common: Common = { texts: this.texts, columns: new InstantColumns() };

  /** The record as it is held: it says the same, and nobody else holds it. */
  readonly held: { readonly [Kind in EventKind]: (event: Events[Kind][number]) => Events[Kind][number] } = {
    deployments: (one) => new HeldDeployment(one, this.common),
    changes: (one) => new HeldChange(one, this.common),
    commits: (one) => new HeldCommit(one, this.common),
    comparisons: (one: Comparison) => ({
      ...one,
      repository: this.texts.one(one.repository),
      base: this.texts.one(one.base),
      head: this.texts.one(one.head),
      shas: this.texts.list(one.shas),
    }),
    releases: (one: Release) => ({
      ...one,
      repository: this.texts.one(one.repository),
      sha: this.texts.one(one.sha),
    }),
    incidents: (one: Incident) => ({
      ...one,
      service: this.texts.orNull(one.service),
      serviceId: this.texts.orNull(one.serviceId),
      teams: this.texts.alike(one.teams),
      repository: this.texts.orNull(one.repository),
      urgency: this.texts.orNull(one.urgency),
      priority: this.texts.orNull(one.priority),
      texts: one.texts.length === 0 ? none : one.texts,
      relatedChanges: one.relatedChanges.length === 0 ? none : one.relatedChanges,
      origin: this.texts.one(one.origin),
    }),
    runs: (one) => new HeldRun(one, this.common),
  };
}
