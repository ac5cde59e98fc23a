import React from 'react';
import {
  QualityCheck,
  qualityChecks,
  qualityCheckTitle,
  QualityDetail,
  qualityDetails,
  QualityQuery,
} from '../../query';
import { say } from '../../words';
import { ChoiceField, FlagField, ManyField } from '../fields';
import { QueryForm } from './form';

type QualityFieldsProps = Pick<QueryForm<QualityQuery>, 'query' | 'change' | 'id'>;

/** What is asked about data quality: an overview or the things that were found, of which checks. */
export function QualityFields({ query, change, id }: QualityFieldsProps) {
  return (
    <>
      <ChoiceField
        id={id('detail')}
        label={say('editors.quality.detail', 'Show as')}
        value={query.detail}
        choices={qualityDetails.map((value) => ({ value, ...detailWord(value) }))}
        width={28}
        onChange={(detail) => change({ ...query, detail, ...(detail === 'findings' && { groupBy: [] }) })}
      />
      <ManyField
        id={id('checks')}
        label={say('editors.quality.checks', 'Checks')}
        values={query.checks}
        choices={qualityChecks.map((value) => ({ value, label: checkLabel(value) }))}
        placeholder={say('editors.quality.allChecks', 'All')}
        width={88}
        onChange={(checks) => change({ ...query, checks })}
      />
      {query.detail === 'summary' && (
        <FlagField
          id={id('perTeam')}
          label={say('editors.quality.perTeam', 'Each team by itself')}
          value={query.groupBy.includes('team')}
          onChange={(perTeam) => change({ ...query, groupBy: perTeam ? ['team'] : [] })}
        />
      )}
    </>
  );
}

function detailWord(detail: QualityDetail) {
  return detail === 'summary'
    ? {
        label: say('editors.quality.summary', 'A row per check'),
        description: say('editors.quality.summaryHint', 'Value, status, what it means and what to do'),
      }
    : {
        label: say('editors.quality.findings', 'What was found'),
        description: say('editors.quality.findingsHint', 'Each repository, service, team or event'),
      };
}

function checkLabel(check: QualityCheck): string {
  const title = qualityCheckTitle(check);
  return title.charAt(0).toUpperCase() + title.slice(1);
}
