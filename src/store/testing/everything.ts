import { Events } from '../../events';
import { EventStore } from '../index';

/** All events that a store knows. */
export function everything(store: Pick<EventStore, 'snapshot'>): Events {
  const { byRepository, incidents } = store.snapshot();
  const all = [...byRepository.values()];
  return {
    deployments: all.flatMap(({ deployments }) => deployments),
    changes: all.flatMap(({ changes }) => changes),
    commits: all.flatMap(({ commits }) => commits),
    comparisons: all.flatMap(({ comparisons }) => comparisons),
    releases: all.flatMap(({ releases }) => releases),
    runs: all.flatMap(({ runs }) => runs),
    incidents,
  };
}
