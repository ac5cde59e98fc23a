import { Deployment, Instant } from '../../../events';
import { Delivery, IncidentFact } from '../../../metrics';
import { EventQuery } from '../../../query';
import { say, sayCount } from '../../../words';
import { Analysed } from '../../analyst';
import { Notice } from '../../answers';
import { ListContext } from '../lists';
import { Situation } from '../situation';
import { someNames } from './seenInstead';

/** A question whose answer has nothing to show, with what was looked at to answer it. */
export interface Question<Query extends EventQuery = EventQuery> {
  readonly query: Query;
  readonly situation: Situation;
  readonly analysed: readonly Analysed[];
  /** Null: the query is about no delivery. */
  readonly parts: readonly Delivery[] | null;
  /** Incidents that the filters leave out for what they are laid to. */
  readonly elsewhere: readonly IncidentFact[];
  readonly list: ListContext;
  /** The time range, or that of a metric's own periods. */
  readonly span: { readonly from: Instant; readonly to: Instant };
}

/** Something is missing, or looked for in the wrong place: `sentences` say what, where it might be, and what to change. */
export function amiss(...sentences: ReadonlyArray<string | null>): Notice {
  return { severity: 'warning', explainsEmptiness: true, text: joined(sentences) };
}

/** There is nothing because all is well. */
export function fine(...sentences: ReadonlyArray<string | null>): Notice {
  return { severity: 'info', explainsEmptiness: true, text: joined(sentences) };
}

function joined(sentences: ReadonlyArray<string | null>): string {
  return sentences.filter((one) => one !== null).join(' ');
}

export function isWithin(at: Instant, { span }: Pick<Question, 'span'>): boolean {
  return span.from <= at && at < span.to;
}

/** The production deployments, of every status, before any filter on environments. */
export function recognised({ analysed }: Pick<Question, 'analysed'>): readonly Deployment[] {
  return analysed.flatMap(({ analysis }) => analysis.deployments);
}

/** Whom a question is about: one name, or how many. */
export function whom({ situation: { territory } }: Pick<Question, 'situation'>): string {
  const { repositories } = territory;
  return repositories.length === 1
    ? repositories[0]
    : sayCount(
        'engine.nothing.repositories',
        { one: '{{count}} repository', other: '{{count}} repositories' },
        repositories.length
      );
}

/** What was read lies after the time range: everything is read up to now, wherever a range ends. */
export function firstAfter(instants: readonly Instant[], { span }: Pick<Question, 'span'>): string | null {
  const later = instants.filter((at) => at >= span.to);
  const first = later.reduce((earliest, at) => Math.min(earliest, at), Number.POSITIVE_INFINITY);
  return later.length === 0 || later.length < instants.length
    ? null
    : say(
        'engine.nothing.firstAfter',
        'The first one known is of {{day}}, after this time range: choose a later one.',
        { day: new Date(first).toISOString().slice(0, 10) }
      );
}

/** The repositories that are archived, where all that are asked about are. */
export function archivedOnes({ situation: { atlas, territory } }: Pick<Question, 'situation'>): string | null {
  const archived = new Set(atlas.directory.repositories.filter((one) => one.archived).map(({ name }) => name));
  const { repositories } = territory;
  if (repositories.length === 0 || !repositories.every((name) => archived.has(name))) {
    return null;
  }
  return sayCount(
    'engine.nothing.archived',
    {
      one: '{{names}} is archived on GitHub, so nothing new happens there.',
      other: '{{names}} are archived on GitHub, so nothing new happens there.',
    },
    repositories.length,
    { names: someNames(repositories) }
  );
}
