import { emptyDirectory, Service } from '../../events';
import { DecodeError, throwIfAborted } from '../transport';
import { Discovery } from '../types';
import { say } from '../../words';
import { Api } from './api';
import { decodeService } from './records';
import { problemOf, problemOfRefused } from './problems';

const what = () => say('pagerduty.subject.services', 'The list of services');

/** Every service the key can see, with its teams. */
export async function discover(api: Api, signal: AbortSignal): Promise<Discovery> {
  try {
    const params = { 'include[]': ['teams'], sort_by: 'name', total: true };
    const refused: Error[] = [];
    const services = new Map<string, Service>();
    const items = await api.all({ path: 'services', name: 'services', params }, { signal, purpose: 'services' });
    for (const [index, item] of items.entries()) {
      try {
        const service = decodeService(item, index);
        services.set(service.id, service);
      } catch (error) {
        if (!(error instanceof DecodeError)) {
          throw error;
        }
        refused.push(error);
      }
    }
    const problem = problemOfRefused(refused, what(), null);
    return {
      directory: { ...emptyDirectory, services: [...services.values()] },
      problems: problem === null ? [] : [problem],
    };
  } catch (error) {
    throwIfAborted(signal);
    return { directory: emptyDirectory, problems: [problemOf(error, what(), null, 'services.read')] };
  }
}
