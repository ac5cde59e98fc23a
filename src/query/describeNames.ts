import { say } from '../words';
import { describeFilters } from './describeFilters';
import { Filters } from './types';

/** "Repositories of team $team, …": what a list of names holds, in words, without a full stop. */
export function describeNames(subject: string, filters: Filters): string {
  const { ofWhom, others } = describeFilters(filters);
  return [
    ofWhom === null ? subject : say('query.describe.ofWhom', '{{subject}} of {{whom}}', { subject, whom: ofWhom }),
    ...others,
  ].join(', ');
}
