import { DataFrame, locationUtil } from '@grafana/data';
import { Answer } from '../engine';
import { rulingParameters, writeAddressed } from '../query';
import { addressField, linkToAddress } from './addresses';
import { AnsweringSource } from './itemsLink';
import { rulingColumn } from './listColumns';

const rulingField = 'rulingUrl';

/**
 * Where an incident decides, a link to the settings of the data source with a ruling on it prepared: a person may know
 * better than the rules. Whoever may not change the settings can read them there. A row without an incident has none.
 */
export function withRulingLinks(frame: DataFrame, answer: Answer, { uid }: AnsweringSource): DataFrame {
  const rulings = rulingsIn(answer);
  if (rulings === null || rulings.every((ruling) => ruling === null)) {
    return frame;
  }
  const settings = locationUtil.assureBaseUrl(`/connections/datasources/edit/${encodeURIComponent(uid)}`);
  const addresses = rulings.map((ruling) =>
    ruling === null
      ? null
      : `${settings}?${rulingParameters.incident}=${writeAddressed(ruling.incident)}` +
        `&${rulingParameters.deployment}=${writeAddressed(ruling.deployment ?? '')}`
  );
  return {
    ...frame,
    fields: [
      ...frame.fields.map((field) =>
        field.name === rulingColumn
          ? { ...field, config: { ...field.config, links: [linkToAddress(rulingColumn, rulingField)] } }
          : field
      ),
      addressField(rulingField, addresses),
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
