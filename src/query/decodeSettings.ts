import { benchmarkYears, MetricName, metricNames, metricUnit } from '../metrics';
import { say } from '../words';
import { decodeExperiments } from './decodeExperiments';
import { decodeOverridingRules, decodeRules } from './decodeRules';
import { defaultSettings } from './defaults';
import { FieldProblem, FieldReader, isFields, shown } from './fields';
import { globProblem } from './globs';
import { DoraSettings, storageLimits, storagePlaces, TeamSettings } from './settings';
import { baseUrlProblem, feedUrlProblem, trimUrl } from './urls';

export interface DecodedSettings {
  readonly settings: DoraSettings;
  readonly problems: readonly FieldProblem[];
}

/**
 * The data source's `jsonData` as saved, provisioned or written in a file: missing fields get their defaults, fields
 * that were not understood get them too and are reported. Text a person typed is kept even when it is wrong, so that
 * an editor can show it beside its problem. Never throws.
 */
export function decodeSettings(jsonData: unknown): DecodedSettings {
  const problems: FieldProblem[] = [];
  if (!isFields(jsonData)) {
    const given = jsonData !== undefined && jsonData !== null;
    const message = say('query.settings.theSettingsMustBeAn', 'The settings must be an object, not {{jsonData}}.', {
      jsonData: shown(jsonData),
    });
    return { settings: defaultSettings, problems: given ? [{ field: '', message }] : [] };
  }
  const reader = new FieldReader(jsonData, problems);
  checkVersion(reader);

  const settings: Omit<DoraSettings, 'experiments'> = {
    schemaVersion: 1,
    githubUrl: readBaseUrl(reader, 'githubUrl'),
    githubApiUrl: readBaseUrl(reader, 'githubApiUrl'),
    organizations: readOrganizations(reader),
    repositories: readGlobs(reader, 'repositories'),
    pagerdutyRegion: reader.choice('pagerdutyRegion', ['us', 'eu'], defaultSettings.pagerdutyRegion),
    pagerdutyUrl: readBaseUrl(reader, 'pagerdutyUrl'),
    feedUrl: readFeedUrl(reader),
    githubEnabled: reader.flag('githubEnabled', defaultSettings.githubEnabled),
    pagerdutyEnabled: reader.flag('pagerdutyEnabled', defaultSettings.pagerdutyEnabled),
    teams: readTeams(reader),
    rules: decodeRules(reader.section('rules')),
    benchmarkYear: reader.choice('benchmarkYear', benchmarkYears, defaultSettings.benchmarkYear),
    storage: reader.choice('storage', storagePlaces, defaultSettings.storage),
    storageMegabytes: readMegabytes(reader),
  };
  const teams = settings.teams.map(({ name }) => name);
  return { settings: { ...settings, experiments: decodeExperiments(reader, teams) }, problems };
}

/** Settings as `jsonData`: every choice written out, so that a later version's defaults change nothing saved today. */
export function encodeSettings(settings: DoraSettings): Record<string, unknown> {
  const { githubUrl, githubApiUrl, pagerdutyUrl, feedUrl, teams } = settings;
  return {
    ...settings,
    githubUrl: trimUrl(githubUrl),
    githubApiUrl: trimUrl(githubApiUrl),
    pagerdutyUrl: trimUrl(pagerdutyUrl),
    feedUrl: feedUrl.trim(),
    teams: teams.map((team) => ({ ...team, name: team.name.trim() })),
  };
}

function checkVersion(reader: FieldReader): void {
  // Version 1 is the first: nothing older needs a step yet. A missing version is a file written by hand.
  const version = reader.number('schemaVersion', 1);
  if (version > 1) {
    reader.report(
      'schemaVersion',
      say(
        'query.settings.theseSettingsWereSavedBy',
        'These settings were saved by a newer version of the plugin (schema {{version}}; this one knows 1). Update the plugin; saving them here loses what this version does not know.',
        { version }
      )
    );
  }
}

function readBaseUrl(reader: FieldReader, name: 'githubUrl' | 'githubApiUrl' | 'pagerdutyUrl'): string {
  const url = trimUrl(reader.text(name));
  const problem = baseUrlProblem(name, url);
  if (problem !== null) {
    reader.report(name, problem);
  }
  return url;
}

function readFeedUrl(reader: FieldReader): string {
  const url = reader.text('feedUrl');
  const problem = feedUrlProblem(url);
  if (problem !== null) {
    reader.report('feedUrl', problem);
  }
  return url;
}

function readMegabytes(reader: FieldReader): number {
  const { storageMegabytes: usual } = defaultSettings;
  const megabytes = reader.number('storageMegabytes', usual);
  const { least, most } = storageLimits;
  if (megabytes < least || megabytes > most) {
    reader.report(
      'storageMegabytes',
      say(
        'query.settings.theLimitOfWhatIs',
        'The limit of what is kept must be from {{least}} to {{most}} megabytes, not {{megabytes}}; {{usual}} is used. To keep nothing, set storage to none.',
        { least, most, megabytes, usual }
      )
    );
    return usual;
  }
  return megabytes;
}

function readOrganizations(reader: FieldReader): readonly string[] {
  const names = reader.texts('organizations');
  for (const name of names) {
    if (!/^[a-z\d][a-z\d_-]*$/i.test(name)) {
      const advice = name.includes('/')
        ? say('query.settings.aSingleRepositoryBelongsUnder', 'A single repository belongs under repositories.')
        : say('query.settings.writeTheNameOnly', 'Write the name only.');
      reader.report(
        'organizations',
        say('query.settings.isNotTheNameOf', '{{name}} is not the name of an organisation or user. {{advice}}', {
          name: shown(name),
          advice,
        })
      );
    }
  }
  return names;
}

function readGlobs(reader: FieldReader, name: string): readonly string[] {
  const patterns = reader.texts(name);
  for (const pattern of patterns) {
    const problem = globProblem(pattern);
    if (problem !== null) {
      reader.report(name, problem);
    }
  }
  return patterns;
}

function readTeams(reader: FieldReader): readonly TeamSettings[] {
  const seen = new Set<string>();
  return reader.sections('teams').map((section) => {
    const team = readTeam(section);
    const key = team.name.toLowerCase();
    if (team.name === '') {
      section.report(
        'name',
        say('query.settings.aTeamWithoutAName', 'A team without a name is left out. Give it one.')
      );
    } else if (seen.has(key)) {
      section.report(
        'name',
        say(
          'query.settings.twoTeamsAreCalledOnly',
          'Two teams are called {{name}}; only the first counts. Rename one of them.',
          { name: shown(team.name) }
        )
      );
    }
    seen.add(key);
    return team;
  });
}

function readTeam(reader: FieldReader): TeamSettings {
  const githubTeam = reader.text('githubTeam');
  if (githubTeam !== '' && !/^[^/\s]+\/[^/\s]+$/.test(githubTeam)) {
    reader.report(
      'githubTeam',
      say(
        'query.settings.writeTheGithubTeamAs',
        'Write the GitHub team as organisation/team-slug, not {{githubTeam}}.',
        { githubTeam: shown(githubTeam) }
      )
    );
  }
  return {
    name: reader.text('name'),
    repositories: readGlobs(reader, 'repositories'),
    githubTeam,
    services: reader.texts('services'),
    pagerdutyTeam: reader.text('pagerdutyTeam'),
    serviceRepositories: readServiceRepositories(reader.section('serviceRepositories')),
    rules: decodeOverridingRules(reader.section('rules')),
    targets: readTargets(reader.section('targets')),
  };
}

function readServiceRepositories(reader: FieldReader): Readonly<Record<string, readonly string[]>> {
  return Object.fromEntries(reader.names().map((service) => [service, readGlobs(reader, service)]));
}

function readTargets(reader: FieldReader): Partial<Record<MetricName, number>> {
  const targets: Partial<Record<MetricName, number>> = {};
  for (const name of reader.names()) {
    const metric = metricNames.find((known) => known === name);
    const target = metric === undefined ? null : reader.numberOrNull(name);
    if (metric === undefined) {
      reader.report(
        name,
        say('query.settings.isNoMetricTargetsAre', '{{name}} is no metric. Targets are known for {{metricNames}}.', {
          name: shown(name),
          metricNames: metricNames.join(', '),
        })
      );
    } else if (target !== null && (target < 0 || (metricUnit[metric] === 'ratio' && target > 1))) {
      const range =
        metricUnit[metric] === 'ratio'
          ? say('query.settings.aShareFrom0To', 'a share from 0 to 1 (0.15 for 15 %)')
          : say('query.settings.zeroOrMore', 'zero or more');
      reader.report(
        name,
        say(
          'query.settings.theTargetForMustBe',
          'The target for {{metric}} must be {{range}}, not {{target}}. It is left out.',
          { metric, range, target }
        )
      );
    } else if (target !== null) {
      targets[metric] = target;
    }
  }
  return targets;
}
