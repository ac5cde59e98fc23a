/**
 * A ruling that somebody wants to make, on its way from a list to the settings in the address of the settings page. Names
 * are written so that no template or router on the way changes them: letters, digits, `-`, `_`, `.` and `~` only.
 */

export interface RulingRequest {
  readonly incident: string;
  /** The deployment the incident is laid to now; null: none. */
  readonly deployment: string | null;
}

export const rulingParameters = { incident: 'doraIncident', deployment: 'doraDeployment' } as const;

/** `a#1` → `a~231`: percent-encoded, with another sign than the one everybody encodes again. */
export function writeAddressed(name: string): string {
  return encodeURIComponent(name)
    .replace(/[~!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`)
    .replace(/%/g, '~');
}

function readAddressed(text: string): string {
  try {
    return decodeURIComponent(text.replace(/~/g, '%')).trim();
  } catch {
    return '';
  }
}

/** What an address asks for (`?doraIncident=P1`); null: nothing, or nothing that can be read. */
export function readRulingRequest(search: string): RulingRequest | null {
  const parameters = new URLSearchParams(search);
  const incident = readAddressed(parameters.get(rulingParameters.incident) ?? '');
  const deployment = readAddressed(parameters.get(rulingParameters.deployment) ?? '');
  return incident === '' ? null : { incident, deployment: deployment === '' ? null : deployment };
}
