import {
  ConnectionReport,
  ListedTeam,
  Listing,
  OpenSetupCatalog,
  Problem,
  RecentActivity,
  SetupCatalog,
  SourceId,
} from '../../../datasource';
import { emptyDirectory, Incident, Repository, Service } from '../../../events';
import { DoraSettings } from '../../../query';

interface Tested {
  readonly source: SourceId;
  readonly settings: DoraSettings;
  readonly signal: AbortSignal;
}

/** An organisation that a test makes up; counts what is asked of it. */
export class FakeCatalog implements SetupCatalog {
  readonly tested: Tested[] = [];
  readonly asked: string[] = [];
  repositoriesThere: readonly Repository[] = [];
  teamsThere: readonly ListedTeam[] = [];
  servicesThere: readonly Service[] = [];
  environmentsThere: readonly string[] = [];
  pagerdutyTeamsThere: readonly string[] = [];
  incidentsThere: readonly Incident[] = [];
  problems: readonly Problem[] = [];
  activity: Partial<RecentActivity> = {};
  report: ConnectionReport = { source: 'github', ok: true, message: 'GitHub knows the token as ann.', details: [] };
  /** What a test waits for; set to make it last. */
  testing: Promise<void> = Promise.resolve();

  /** As the page opens it: always this one, so that a test can follow it. */
  readonly open: OpenSetupCatalog = () => this;

  async test(source: SourceId, settings: DoraSettings, signal: AbortSignal): Promise<ConnectionReport> {
    this.tested.push({ source, settings, signal });
    await this.testing;
    return { ...this.report, source };
  }

  organizations = () => this.listed('organizations', ['acme', 'acme-labs']);
  repositories = () => this.listed('repositories', this.repositoriesThere);
  githubTeams = () => this.listed('githubTeams', this.teamsThere);
  environments = () => this.listed('environments', this.environmentsThere);
  workflows = () => this.listed<string>('workflows', []);
  services = () => this.listed('services', this.servicesThere);
  pagerdutyTeams = () => this.listed('pagerdutyTeams', this.pagerdutyTeamsThere);
  priorities = () => this.listed('priorities', ['P1', 'P2']);
  recentIncidents = () => this.listed('recentIncidents', this.incidentsThere);

  async recent(name: string): Promise<RecentActivity> {
    this.asked.push(`recent ${name}`);
    return {
      repository: { name, defaultBranch: 'main', archived: false, topics: [], url: null },
      deployments: [],
      runs: [],
      releases: [],
      pullRequests: [],
      issues: [],
      problems: [],
      ...this.activity,
    };
  }

  async directory() {
    return {
      directory: { ...emptyDirectory, repositories: this.repositoriesThere, services: this.servicesThere },
      problems: [],
    };
  }

  private async listed<Item>(name: string, items: readonly Item[]): Promise<Listing<Item>> {
    this.asked.push(name);
    return { items, problems: this.problems };
  }
}
