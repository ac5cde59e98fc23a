import { DataQueryError } from '@grafana/data';

/** Anything thrown on the way to an answer, as a panel shows it: its own message, else the upstream's, else the status line. */
export function queryError(thrown: unknown): DataQueryError {
  if (typeof thrown !== 'object' || thrown === null) {
    return { message: typeof thrown === 'string' ? thrown : 'Query error' };
  }
  const status = 'status' in thrown && typeof thrown.status === 'number' ? thrown.status : undefined;
  const statusText = 'statusText' in thrown ? textOf(thrown.statusText) : undefined;
  const data = 'data' in thrown && typeof thrown.data === 'object' && thrown.data !== null ? thrown.data : {};
  const message =
    ('message' in thrown ? textOf(thrown.message) : undefined) ??
    ('message' in data ? textOf(data.message) : undefined) ??
    ('error' in data ? textOf(data.error) : undefined) ??
    statusText ??
    'Query error';
  return { message, status, statusText, data };
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}
