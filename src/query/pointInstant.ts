import { parseIso } from './isoTime';

/** Where a point of a series stands, from a link or a person: epoch milliseconds or an ISO instant. Null: neither. */
export function pointInstant(text: string): number | null {
  if (/^-?\d{1,16}$/.test(text)) {
    return Number(text);
  }
  const iso = parseIso(text);
  return iso?.kind === 'instant' ? iso.at : null;
}
