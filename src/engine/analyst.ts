import { Events } from '../events';
import { analyseRepository, Chronicle, chronicleOf, nothingKnown, RepositoryAnalysis, Slices } from '../metrics';
import { Snapshot } from '../store';
import { Territory } from './needs';
import { sameElements } from './sameElements';
import { select, Span } from './selection';

/** A repository's analysis with the events it rests on. */
export interface Analysed {
  readonly analysis: RepositoryAnalysis;
  readonly selected: Events;
}

interface Kept extends Analysed {
  readonly events: Events;
  readonly span: Span;
  readonly chronicle: Chronicle;
}

/** How many analyses of one repository are kept: panels of one dashboard look back to few different instants. */
const mostKept = 4;

/**
 * Analyses repositories, each again only where what an answer may rest on has changed: a new report about one repository,
 * or a range that has moved on by a minute, costs no more than it changes. Holds for one organization.
 */
export class Analyst {
  private readonly kept = new Map<string, readonly Kept[]>();

  /** One for each repository of the territory, a few steps each. */
  *analyse(
    snapshot: Snapshot,
    territory: Territory,
    spanOf: (repository: string) => Span
  ): Slices<readonly Analysed[]> {
    const analyses: Analysed[] = [];
    for (const repository of territory.repositories) {
      const events = snapshot.byRepository.get(repository) ?? nothingKnown;
      analyses.push(yield* this.of(repository, events, spanOf(repository), territory));
      yield;
    }
    return analyses;
  }

  private *of(repository: string, events: Events, span: Span, territory: Territory): Slices<Kept> {
    const same = this.known(repository).find((one) => one.events === events && sameSpan(one.span, span));
    if (same !== undefined) {
      return same;
    }
    const fresh = yield* this.renewed(repository, events, span, territory);
    this.kept.set(repository, [fresh, ...this.known(repository)].slice(0, mostKept));
    return fresh;
  }

  /** Looked up anew after each step: another query may have done the work in between. */
  private known(repository: string): readonly Kept[] {
    return this.kept.get(repository) ?? [];
  }

  private *renewed(repository: string, events: Events, span: Span, territory: Territory): Slices<Kept> {
    const selected = select(repository, events, span, territory);
    yield;
    const alike = this.known(repository).find((one) => sameContents(one.selected, selected));
    const chronicle = alike?.chronicle ?? chronicleOf(repository, selected, territory.ownership);
    yield;
    const same = this.known(repository).find(
      (one) => sameContents(one.selected, selected) && sameDeployed(one.selected, selected)
    );
    const analysis = same?.analysis ?? analyseRepository(repository, selected, territory.ownership, chronicle);
    return { events, span, selected, chronicle, analysis };
  }
}

function sameSpan(one: Span, other: Span): boolean {
  return (
    one.deploymentsFrom === other.deploymentsFrom &&
    one.changesFrom === other.changesFrom &&
    one.historyFrom === other.historyFrom
  );
}

function sameContents(one: Events, other: Events): boolean {
  return (
    sameElements(one.changes, other.changes) &&
    sameElements(one.commits, other.commits) &&
    sameElements(one.comparisons, other.comparisons)
  );
}

function sameDeployed(one: Events, other: Events): boolean {
  return (
    sameElements(one.deployments, other.deployments) &&
    sameElements(one.releases, other.releases) &&
    sameElements(one.runs, other.runs)
  );
}
