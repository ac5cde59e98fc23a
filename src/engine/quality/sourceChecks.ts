import { Instant } from '../../events';
import { QualityCheck } from '../../query';
import { Problem, ProblemKind, SourceId, UpstreamUse } from '../../sources';
import { say, sayCount } from '../../words';
import { missingOf, missingThings } from '../answer/missing';
import { upstreamNames } from '../cost';
import { countSeen, Found, Seen } from './seen';
import { View } from './view';

/** What the sources would not give, how old what they gave is, and what it has cost. */
export function sourceChecks(view: View): readonly Seen[] {
  const problems = view.situation.problems();
  return [
    problemsSeen('permissions', problems, view),
    problemsSeen('reading', problems, view),
    ...freshness(view),
    ...calls(view),
    ...budgets(view),
  ];
}

/** What the token, or the settings, keep from being read; everything else may pass by itself. */
const ofPermission: ReadonlySet<ProblemKind> = new Set<ProblemKind>([
  'unauthorized',
  'forbidden',
  'notFound',
  'configuration',
]);

function problemsSeen(check: 'permissions' | 'reading', all: readonly Problem[], view: View): Seen {
  const own = [...new Map(all.map((problem) => [problem.message, problem])).values()].filter(
    ({ kind }) => ofPermission.has(kind) === (check === 'permissions')
  );
  const services = new Map(view.situation.read.services.map(({ id, name }) => [id, name]));
  const named = own.map(({ source, scope, message }) => {
    const kind = scope !== null && services.has(scope) ? 'service' : 'source';
    return findingOf(view, scope, kind, services.get(scope ?? '') ?? scope ?? sourceName(source), message);
  });
  const found = check === 'reading' ? [...named, ...unread(all, view)] : named;
  const n = new Set(view.situation.needs.map(({ scope }) => scope)).size;
  return countSeen(
    check,
    n,
    check === 'permissions'
      ? sayCount(
          'engine.quality.permissions.meaning',
          {
            one: 'Of what was asked for in {{n}} repositories and services, 1 thing may not be read.',
            other: 'Of what was asked for in {{n}} repositories and services, {{count}} things may not be read.',
          },
          found.length,
          { n }
        )
      : sayCount(
          'engine.quality.reading.meaning',
          {
            one: 'Of what was asked for in {{n}} repositories and services, 1 thing was not read to its end or not understood.',
            other:
              'Of what was asked for in {{n}} repositories and services, {{count}} things were not read to their end or not understood.',
          },
          found.length,
          { n }
        ),
    found
  );
}

/** What is missing in the end, and no problem names by itself: one that many share names a few. */
function unread(problems: readonly Problem[], view: View): readonly Found[] {
  const { situation } = view;
  if (!situation.isComplete) {
    return [];
  }
  const named = new Set(problems.map(({ scope }) => scope));
  return missingThings(missingOf(situation), situation)
    .filter(({ scope }) => !named.has(scope))
    .map(({ scope, name, text }) =>
      findingOf(
        view,
        scope,
        'service',
        name,
        say('engine.quality.reading.unread', 'Could not be read: {{scope}}.', { scope: text })
      )
    );
}

/** `kind`: of what is no repository. */
function findingOf(view: View, scope: string | null, kind: 'service' | 'source', thing: string, found: string): Found {
  return {
    kind: scope?.includes('/') === true ? 'repository' : kind,
    thing,
    team: view.organization.teamsOfRepository(thing).join(', ') || null,
    count: 1,
    since: null,
    found,
    url: null,
  };
}

/** Per source the oldest of the looks that the answer rests on, in seconds. */
function freshness({ situation, now }: View): readonly Seen[] {
  const looks = new Map<SourceId, Instant[]>();
  for (const need of situation.needs) {
    const at = need.kind === 'comparisons' ? null : situation.lookedAt(need);
    if (at !== null) {
      looks.set(need.source, [...(looks.get(need.source) ?? []), at]);
    }
  }
  if (looks.size === 0) {
    const meaning = say('engine.quality.freshness.nothing', 'Nothing has been read yet.');
    return [{ check: 'freshness', subject: null, value: null, unit: 's', k: null, n: 0, meaning, found: [] }];
  }
  return [...looks].map(([source, instants]): Seen => {
    const oldest = instants.reduce((one, other) => Math.min(one, other));
    const name = sourceName(source);
    return {
      check: 'freshness',
      subject: name,
      value: Math.max(0, now - oldest) / 1_000,
      unit: 's',
      k: null,
      n: instants.length,
      meaning: sayCount(
        'engine.quality.freshness.meaning',
        {
          one: 'The answer rests on 1 list of {{source}}, which was looked at for what is new at {{time}}.',
          other: 'The answer rests on {{count}} lists of {{source}}; the oldest look for what is new was at {{time}}.',
        },
        instants.length,
        { source: name, time: minuteOf(oldest) }
      ),
      found: [],
    };
  });
}

function calls({ situation }: View): readonly Seen[] {
  const uses = situation.upstreamUse();
  if (uses.length === 0) {
    const meaning = say('engine.quality.calls.nothing', 'This page has asked nothing of any upstream.');
    return [{ check: 'calls', subject: null, value: 0, unit: 'count', k: null, n: 0, meaning, found: [] }];
  }
  return uses.map(({ upstream, calls: count, cost }): Seen => ({
    check: 'calls',
    subject: upstreamNames[upstream],
    value: count,
    unit: 'count',
    k: null,
    n: count,
    meaning:
      upstream === 'github/graphql'
        ? sayCount(
            'engine.quality.calls.points',
            {
              one: 'Since it was opened this page has sent 1 request, which cost {{cost}} points.',
              other: 'Since it was opened this page has sent {{count}} requests, which cost {{cost}} points.',
            },
            count,
            { cost }
          )
        : sayCount(
            'engine.quality.calls.meaning',
            {
              one: 'Since it was opened this page has sent 1 request.',
              other: 'Since it was opened this page has sent {{count}} requests.',
            },
            count
          ),
    found: [],
  }));
}

function budgets({ situation, now }: View): readonly Seen[] {
  const seen = situation.upstreamUse().flatMap((use) => budgetSeen(use, now));
  if (seen.length > 0) {
    return seen;
  }
  const meaning = say(
    'engine.quality.budget.nothing',
    'No upstream has told what is left of its rate limit since this page was opened.'
  );
  return [{ check: 'budget', subject: null, value: null, unit: 'ratio', k: null, n: 0, meaning, found: [] }];
}

/** What was told before the last reset says nothing any more. */
function budgetSeen({ upstream, budget }: UpstreamUse, now: Instant): readonly Seen[] {
  if (budget === null || budget.resetAt <= now || budget.limit <= 0) {
    return [];
  }
  const check: QualityCheck = 'budget';
  const { limit, remaining, resetAt, at } = budget;
  const meaning = say(
    'engine.quality.budget.meaning',
    'At {{time}} {{remaining}} of {{limit}} were left of the rate limit that everybody who uses this token shares. It is whole again at {{reset}}.',
    { time: minuteOf(at), remaining, limit, reset: minuteOf(resetAt) }
  );
  const subject = upstreamNames[upstream];
  return [{ check, subject, value: remaining / limit, unit: 'ratio', k: remaining, n: limit, meaning, found: [] }];
}

function sourceName(source: SourceId): string {
  switch (source) {
    case 'github':
      return 'GitHub';
    case 'pagerduty':
      return 'PagerDuty';
    case 'feed':
      return say('engine.quality.feed', 'the feed');
  }
}

/** ISO, UTC, to the minute. */
function minuteOf(instant: Instant): string {
  return `${new Date(instant).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}
