import { DataFrame } from '@grafana/data';
import { Answer } from '../engine';
import { rulingParameters, writeAddressed } from '../query';
import { AnsweringSource, hiddenColumn } from './itemsLink';
import { rulingColumn } from './listColumns';

const incidentField = 'rulingIncident';
const deploymentField = 'rulingDeployment';

/**
 * Where an incident decides, a link to the settings of the data source with a ruling on it prepared: a person may know
 * better than the rules. Whoever may not change the settings can read them there.
 */
export function withRulingLinks(frame: DataFrame, answer: Answer, { uid }: AnsweringSource): DataFrame {
  const rulings = rulingsIn(answer);
  if (rulings === null || rulings.every((ruling) => ruling === null)) {
    return frame;
  }
  const url =
    `/connections/datasources/edit/${encodeURIComponent(uid)}` +
    `?${rulingParameters.incident}=\${__data.fields.${incidentField}}` +
    `&${rulingParameters.deployment}=\${__data.fields.${deploymentField}}`;
  return {
    ...frame,
    fields: [
      ...frame.fields.map((field) =>
        field.name === rulingColumn
          ? { ...field, config: { ...field.config, links: [{ title: rulingColumn, url }] } }
          : field
      ),
      hiddenColumn(
        incidentField,
        rulings.map((ruling) => writeAddressed(ruling?.incident ?? ''))
      ),
      hiddenColumn(
        deploymentField,
        rulings.map((ruling) => writeAddressed(ruling?.deployment ?? ''))
      ),
    ],
  };
}

type Rulings = ReadonlyArray<{ readonly incident: string; readonly deployment: string | null } | null>;

function rulingsIn(answer: Answer): Rulings | null {
  switch (answer.type) {
    case 'items':
      return answer.rows.map(({ ruling }) => ruling);
    case 'incidents':
      return answer.rows.map(({ id, deployment }) => ({ incident: id, deployment }));
    default:
      return null;
  }
}
