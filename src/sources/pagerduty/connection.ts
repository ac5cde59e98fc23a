import { asObject, optionalText, throwIfAborted, UpstreamError } from '../transport';
import { ConnectionReport } from '../types';
import { say, sayCount } from '../../words';
import { Api } from './api';
import { problemOf } from './problems';
import { decodeService } from './records';

/** Who the key belongs to, how many services it sees, and whether it reads what the metrics need. */
export async function testConnection(api: Api, signal: AbortSignal): Promise<ConnectionReport> {
  try {
    const params = { total: true, sort_by: 'name' };
    const asking = { signal, purpose: 'services' };
    const { items, total } = await api.page({ path: 'services', name: 'services', params }, 0, asking);
    const names = items.map((item, index) => decodeService(item, index).name);
    const count = total ?? items.length;
    const details =
      count === 0
        ? []
        : [
            say('pagerduty.test.services', 'Services: {{names}}.', {
              names: names.slice(0, 5).join(', ') + (count > 5 ? ', …' : ''),
            }),
          ];
    const who = await ownerOf(api, signal);
    const missing = await missingOf(api, signal);
    const sees = sayCount(
      'pagerduty.test.sees',
      { one: '{{who}} sees 1 service', other: '{{who}} sees {{count}} services' },
      count,
      { who }
    );
    if (missing !== null) {
      return { source: 'pagerduty', ok: false, message: missing, details: [`${sees}.`, ...details] };
    }
    const message =
      count === 0
        ? say('pagerduty.test.none', 'PagerDuty: {{sees}}; without a service there are no incidents to read.', { sees })
        : say('pagerduty.test.fine', 'PagerDuty: {{sees}} and reads incidents.', { sees });
    return { source: 'pagerduty', ok: true, message, details };
  } catch (error) {
    throwIfAborted(signal);
    const { message } = problemOf(
      error,
      say('pagerduty.subject.services', 'The list of services'),
      null,
      'services.read'
    );
    return { source: 'pagerduty', ok: false, message, details: [] };
  }
}

/** Keys of an account belong to no user: PagerDuty refuses to say who one is, which is no fault. */
async function ownerOf(api: Api, signal: AbortSignal): Promise<string> {
  try {
    const { user } = await api.get('users/me', {}, { signal, purpose: 'whose key it is' }, { attempts: 1 });
    const name = optionalText(asObject(user, 'users/me'), 'name', 'users/me');
    return name === null ? thisKey() : say('pagerduty.test.keyOf', 'the key of {{name}}', { name });
  } catch (error) {
    throwIfAborted(signal);
    return error instanceof UpstreamError && error.failure.status === 400
      ? say('pagerduty.test.accountKey', 'this account key')
      : thisKey();
  }
}

async function missingOf(api: Api, signal: AbortSignal): Promise<string | null> {
  try {
    await api.get('incidents', { limit: 1, time_zone: 'UTC' }, { signal, purpose: '1 incident' });
    return null;
  } catch (error) {
    throwIfAborted(signal);
    return problemOf(error, say('pagerduty.test.incidents', 'Incidents'), null, 'incidents.read').message;
  }
}

function thisKey(): string {
  return say('pagerduty.test.thisKey', 'this key');
}
