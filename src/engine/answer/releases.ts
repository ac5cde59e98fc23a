import { Release } from '../../events';
import { ReleasesQuery } from '../../query';
import { ReleaseRow } from '../answers';
import { ListContext } from './lists';

/** Releases and bare tags of the range, newest first. A draft is not out. */
export function releaseRows(
  releases: readonly Release[],
  query: ReleasesQuery,
  { from, to, ownership }: ListContext
): ReleaseRow[] {
  return releases
    .filter((release) => !release.isDraft)
    .map((release): ReleaseRow => {
      const teams = ownership.teamsOfRepository(release.repository);
      const { id, repository, tag, name, sha, url } = release;
      const at = release.publishedAt ?? release.createdAt;
      return {
        id,
        repository,
        team: teams.length === 0 ? null : teams.join(', '),
        tag,
        name,
        sha,
        url,
        at,
        kind: kindOf(release),
      };
    })
    .filter(({ at, kind }) => from <= at && at < to && isWanted(kind, query.outcome))
    .sort((a, b) => b.at - a.at || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0));
}

function kindOf({ isTagOnly, isPrerelease }: Release): ReleaseRow['kind'] {
  return isTagOnly ? 'tag' : isPrerelease ? 'prerelease' : 'release';
}

function isWanted(kind: ReleaseRow['kind'], outcome: ReleasesQuery['outcome']): boolean {
  switch (outcome) {
    case 'all':
      return true;
    case 'published':
      return kind !== 'tag';
    case 'final':
      return kind === 'release';
  }
}
