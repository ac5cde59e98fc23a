import { useEffect, useMemo, useState } from 'react';
import { Problem, RecentActivity } from '../../datasource';
import { previewRules, Verdict } from '../../engine';
import { Directory, Incident } from '../../events';
import { resolveOrganization } from '../../query';
import { SetupForm } from './form';

interface Glance {
  readonly repository: string;
  readonly activity: RecentActivity;
  readonly incidents: readonly Incident[];
  readonly directory: Directory;
  readonly problems: readonly Problem[];
}

export type RulePreviewState =
  | { readonly kind: 'none' }
  | { readonly kind: 'reading' }
  | { readonly kind: 'failed'; readonly message: string }
  | {
      readonly kind: 'read';
      readonly verdicts: readonly Verdict[];
      readonly problems: readonly string[];
      /** Whose rules hold; empty: the data source's. */
      readonly teams: readonly string[];
    };

/**
 * The newest events of a repository, judged by the rules as they stand on the page. Read once for each repository; judged
 * anew with every change of the rules. Choosing another takes the reading back.
 */
export function useRulePreview(form: SetupForm, repository: string, attempt: number): RulePreviewState {
  const { catalog, settings, reach } = form;
  const [glance, setGlance] = useState<Glance | { readonly repository: string; readonly message: string } | null>(null);
  const isPagerduty = reach('pagerduty') === 'ready';
  const wantsJobs = settings.teams.some(({ rules }) => rules.jobPattern) || settings.rules.jobPattern !== '';
  // The reading belongs to what was chosen, not to every rule that is tried on it.
  const [asked, setAsked] = useState({ repository, attempt, settings });
  if (asked.repository !== repository || asked.attempt !== attempt) {
    setAsked({ repository, attempt, settings });
    setGlance(null);
  }

  useEffect(() => {
    if (asked.repository === '') {
      return;
    }
    const cancel = new AbortController();
    const read = async () => {
      try {
        const { directory, problems } = await catalog.directory(asked.settings);
        const services = servicesOf(asked.settings, directory, asked.repository);
        const [activity, incidents] = await Promise.all([
          catalog.recent(asked.repository, wantsJobs, cancel.signal),
          isPagerduty ? catalog.recentIncidents(services, cancel.signal) : { items: [], problems: [] },
        ]);
        if (!cancel.signal.aborted) {
          setGlance({
            repository: asked.repository,
            activity,
            incidents: incidents.items,
            directory,
            problems: [...problems, ...activity.problems, ...incidents.problems],
          });
        }
      } catch (error) {
        if (!cancel.signal.aborted) {
          const message = error instanceof Error ? error.message : String(error);
          setGlance({ repository: asked.repository, message });
        }
      }
    };
    void read();
    return () => cancel.abort();
  }, [asked, catalog, isPagerduty, wantsJobs]);

  return useMemo((): RulePreviewState => {
    if (repository === '') {
      return { kind: 'none' };
    }
    if (glance === null || glance.repository !== repository) {
      return { kind: 'reading' };
    }
    if ('message' in glance) {
      return { kind: 'failed', message: glance.message };
    }
    const organization = resolveOrganization(settings, glance.directory);
    const { name } = glance.activity.repository;
    return {
      kind: 'read',
      verdicts: previewRules({
        activity: glance.activity,
        incidents: glance.incidents,
        rules: organization.rulesOf(name),
        repositoriesOfService: organization.repositoriesOfService,
      }),
      problems: [...new Set(glance.problems.map(({ message }) => message))],
      teams: organization.teamsOfRepository(name),
    };
  }, [glance, repository, settings]);
}

/** Ids of the services that are mapped to a repository; none: those of every service are asked for. */
function servicesOf(settings: SetupForm['settings'], directory: Directory, repository: string): readonly string[] {
  const { services, repositoriesOfService } = resolveOrganization(settings, directory);
  const wanted = repository.toLowerCase();
  return services
    .filter(({ name, id }) => repositoriesOfService(name, id)?.some((one) => one.toLowerCase() === wanted) === true)
    .map(({ id }) => id);
}
