import { useEffect, useState } from 'react';
import { ConnectionReport, SetupCatalog, SourceId } from '../../datasource';
import { DoraSettings, githubScope } from '../../query';
import { Reach } from './reach';

/** So long nothing may change before a connection is tested. Milliseconds. */
export const settlingTime = 1_000;

export type ConnectionState =
  | { readonly kind: 'settling' }
  | { readonly kind: 'testing' }
  | { readonly kind: 'stopped' }
  | { readonly kind: 'tested'; readonly report: ConnectionReport };

interface Testing {
  readonly source: SourceId;
  readonly reach: Reach;
  readonly settings: DoraSettings;
  readonly catalog: SetupCatalog;
}

export interface ConnectionTest {
  readonly state: ConnectionState;
  stop(): void;
  again(): void;
}

/** What is tested; a new object is a new test. */
interface Subject {
  readonly key: string;
  readonly settings: DoraSettings;
  readonly catalog: SetupCatalog;
}

/**
 * Tests a connection once its settings have stood still for a moment. Whatever changes them takes the test back that is
 * under way; so does leaving the page.
 */
export function useConnectionTest({ source, reach, settings, catalog }: Testing): ConnectionTest {
  const key = `${reach}\n${subjectOf(source, settings)}`;
  const [subject, setSubject] = useState<Subject>({ key, settings, catalog });
  if (subject.key !== key || subject.catalog !== catalog) {
    setSubject({ key, settings, catalog });
  }
  const [found, setFound] = useState<{ readonly of: Subject; readonly state: ConnectionState } | null>(null);
  const state: ConnectionState = found !== null && found.of === subject ? found.state : { kind: 'settling' };
  const isDue = reach === 'ready' && state.kind !== 'stopped';

  useEffect(() => {
    if (!isDue) {
      return;
    }
    const cancel = new AbortController();
    const show = (next: ConnectionState) => !cancel.signal.aborted && setFound({ of: subject, state: next });
    const timer = setTimeout(async () => {
      show({ kind: 'testing' });
      try {
        show({ kind: 'tested', report: await subject.catalog.test(source, subject.settings, cancel.signal) });
      } catch (error) {
        const message = error instanceof Error ? error.message : String(error);
        show({ kind: 'tested', report: { source, ok: false, message, details: [] } });
      }
    }, settlingTime);
    return () => {
      clearTimeout(timer);
      cancel.abort();
    };
  }, [source, isDue, subject]);

  return {
    state,
    stop: () => setFound({ of: subject, state: { kind: 'stopped' } }),
    again: () => setSubject({ key, settings, catalog }),
  };
}

/** What of the settings a test depends on. */
function subjectOf(source: SourceId, settings: DoraSettings): string {
  switch (source) {
    case 'github':
      return JSON.stringify(githubScope(settings));
    case 'pagerduty':
      return settings.pagerdutyRegion + settings.pagerdutyUrl;
    case 'feed':
      return settings.feedUrl;
  }
}
