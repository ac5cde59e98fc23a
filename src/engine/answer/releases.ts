import { Release } from '../../events';
import { Ownership, Slices } from '../../metrics';
import { ReleasesQuery } from '../../query';
import { Analysed } from '../analyst';
import { ReleaseRow } from '../answers';
import { ListContext, newestFirst } from './lists';

/** Releases and bare tags of the range, newest first. A draft is not out. */
export function releaseRows(
  analysed: readonly Analysed[],
  query: ReleasesQuery,
  { from, to, ownership }: ListContext
): Slices<readonly ReleaseRow[]> {
  return newestFirst(
    analysed,
    ({ selected }) =>
      selected.releases
        .filter((release) => !release.isDraft)
        .map((release) => releaseRow(release, ownership))
        .filter(({ at, kind }) => from <= at && at < to && isWanted(kind, query.outcome)),
    (row) => row.at,
    (row) => row.id
  );
}

function releaseRow(release: Release, ownership: Ownership): ReleaseRow {
  const { id, repository, tag, name, sha, url, isTagOnly, isPrerelease } = release;
  const teams = ownership.teamsOfRepository(repository);
  return {
    id,
    repository,
    team: teams.length === 0 ? null : teams.join(', '),
    tag,
    name,
    sha,
    url,
    at: release.publishedAt ?? release.createdAt,
    kind: isTagOnly ? 'tag' : isPrerelease ? 'prerelease' : 'release',
  };
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
