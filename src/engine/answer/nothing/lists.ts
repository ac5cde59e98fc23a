import { Release, Run } from '../../../events';
import { ReleasesQuery, RunsQuery } from '../../../query';
import { say, sayCount } from '../../../words';
import { Notice } from '../../answers';
import { amiss, archivedOnes, firstAfter, isWithin, Question, whom } from './question';
import { countedNames, someNames } from './seenInstead';

const startOf = ({ startedAt, createdAt }: Run) => startedAt ?? createdAt;
const publishedAt = ({ publishedAt: at, createdAt }: Release) => at ?? createdAt;

/** Why a list of workflow runs is empty. */
export function noRuns(question: Question<RunsQuery>): Notice {
  const { query, analysed } = question;
  const all = analysed.flatMap(({ selected }) => selected.runs);
  const inRange = all.filter((run) => isWithin(startOf(run), question));
  if (query.workflows.length > 0) {
    const workflows = countedNames(inRange.map(({ workflow }) => workflow));
    const wanted = someNames(query.workflows);
    return workflows === null
      ? amiss(
          say(
            'engine.nothing.runs.wanted',
            'No run of a workflow called {{wanted}} started in {{whom}} in this time range, and only these were asked for.',
            { wanted, whom: whom(question) }
          ),
          namesAreWhole()
        )
      : amiss(
          sayCount(
            'engine.nothing.runs.others',
            {
              one: '1 run was seen in this time range, of {{workflows}}; no workflow is called {{wanted}}.',
              other: '{{count}} runs were seen in this time range: {{workflows}}; no workflow is called {{wanted}}.',
            },
            inRange.length,
            { workflows, wanted }
          ),
          namesAreWhole()
        );
  }
  return amiss(
    say('engine.nothing.runs.found', 'No workflow run started in {{whom}} in this time range.', {
      whom: whom(question),
    }),
    archivedOnes(question),
    firstAfter(all.map(startOf), question) ??
      say('engine.nothing.runs.advice', 'Choose a wider time range, or check that the token may read Actions.')
  );
}

function namesAreWhole(): string {
  return say(
    'engine.nothing.runs.whole',
    'Names of workflows are compared whole, without regard to case: choose one that the field offers.'
  );
}

/** Why a list of releases is empty. */
export function noReleases(question: Question<ReleasesQuery>): Notice {
  const all = question.analysed.flatMap(({ selected }) => selected.releases);
  const inRange = all.filter((release) => isWithin(publishedAt(release), question));
  const kinds = countedNames(inRange.map(kindOf));
  if (kinds === null) {
    return amiss(
      say('engine.nothing.releases.found', 'Nothing was published and no tag was set in {{whom}} in this time range.', {
        whom: whom(question),
      }),
      archivedOnes(question),
      firstAfter(all.map(publishedAt), question) ??
        say('engine.nothing.releases.advice', 'Choose a wider time range or other filters.')
    );
  }
  return amiss(
    question.query.outcome === 'final'
      ? say(
          'engine.nothing.releases.final',
          'No final release was published in this time range. Seen: {{kinds}}. Prereleases and bare tags have to be asked for, drafts are not out.',
          { kinds }
        )
      : question.query.outcome === 'published'
        ? say(
            'engine.nothing.releases.published',
            'No release was published in this time range. Seen: {{kinds}}. Bare tags have to be asked for, drafts are not out.',
            { kinds }
          )
        : say(
            'engine.nothing.releases.drafts',
            'Only drafts were seen in this time range, and drafts are not out: {{kinds}}.',
            {
              kinds,
            }
          )
  );
}

function kindOf({ isDraft, isTagOnly, isPrerelease }: Release): string {
  return isDraft
    ? say('engine.nothing.release.draft', 'draft')
    : isTagOnly
      ? say('engine.nothing.release.tag', 'tag')
      : isPrerelease
        ? say('engine.nothing.release.prerelease', 'prerelease')
        : say('engine.nothing.release.release', 'release');
}
