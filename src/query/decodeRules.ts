import { defaultRules, IncidentOverride, Rules } from '../metrics';
import { say } from '../words';
import { FieldReader, shown } from './fields';
import { parseIso } from './isoTime';
import {
  changeUnits,
  deploymentSources,
  leadTimeStarts,
  recoveryStarts,
  reworkWordings,
  rollbackBlamings,
} from './options';

/** One reader per rule, so that a data source's full set and a team's few are read the same way. */
const readers: { readonly [Rule in keyof Rules]: (reader: FieldReader, rule: Rule) => Rules[Rule] } = {
  deploymentSource: (reader, rule) => reader.choice(rule, deploymentSources, defaultRules[rule]),
  environmentPattern: readRequiredPattern,
  workflowPattern: readPattern,
  jobPattern: readPattern,
  branchPattern: readPattern,
  workflowEvents: (reader, rule) => reader.texts(rule),
  includePrereleases: (reader, rule) => reader.flag(rule, defaultRules[rule]),
  tagPattern: readPattern,
  changeUnit: (reader, rule) => reader.choice(rule, changeUnits, defaultRules[rule]),
  leadTimeStart: (reader, rule) => reader.choice(rule, leadTimeStarts, defaultRules[rule]),
  attributionWindowHours: readWindow,
  rollbackBlames: (reader, rule) => reader.choice(rule, rollbackBlamings, defaultRules[rule]),
  hotfixPattern: readRequiredPattern,
  recoveryStart: (reader, rule) => reader.choice(rule, recoveryStarts, defaultRules[rule]),
  reworkWording: (reader, rule) => reader.choice(rule, reworkWordings, defaultRules[rule]),
  countFailedPipelines: (reader, rule) => reader.flag(rule, defaultRules[rule]),
  urgencies: (reader, rule) => reader.texts(rule),
  priorities: (reader, rule) => reader.texts(rule),
  incidentLabels: (reader, rule) => reader.texts(rule),
  overrides: readOverrides,
};

/** All rules, defaults where nothing is said. */
export function decodeRules(reader: FieldReader): Rules {
  reportUnknown(reader);
  return {
    deploymentSource: readers.deploymentSource(reader, 'deploymentSource'),
    environmentPattern: readers.environmentPattern(reader, 'environmentPattern'),
    workflowPattern: readers.workflowPattern(reader, 'workflowPattern'),
    jobPattern: readers.jobPattern(reader, 'jobPattern'),
    branchPattern: readers.branchPattern(reader, 'branchPattern'),
    workflowEvents: readers.workflowEvents(reader, 'workflowEvents'),
    includePrereleases: readers.includePrereleases(reader, 'includePrereleases'),
    tagPattern: readers.tagPattern(reader, 'tagPattern'),
    changeUnit: readers.changeUnit(reader, 'changeUnit'),
    leadTimeStart: readers.leadTimeStart(reader, 'leadTimeStart'),
    attributionWindowHours: readers.attributionWindowHours(reader, 'attributionWindowHours'),
    rollbackBlames: readers.rollbackBlames(reader, 'rollbackBlames'),
    hotfixPattern: readers.hotfixPattern(reader, 'hotfixPattern'),
    recoveryStart: readers.recoveryStart(reader, 'recoveryStart'),
    reworkWording: readers.reworkWording(reader, 'reworkWording'),
    countFailedPipelines: readers.countFailedPipelines(reader, 'countFailedPipelines'),
    urgencies: readers.urgencies(reader, 'urgencies'),
    priorities: readers.priorities(reader, 'priorities'),
    incidentLabels: readers.incidentLabels(reader, 'incidentLabels'),
    overrides: readers.overrides(reader, 'overrides'),
  };
}

/** Only the rules that are said: a team's. */
export function decodeOverridingRules(reader: FieldReader): Partial<Rules> {
  const all = decodeRules(reader);
  const said = new Set(reader.names());
  return Object.fromEntries(Object.entries(all).filter(([rule]) => said.has(rule)));
}

function reportUnknown(reader: FieldReader): void {
  for (const name of reader.names()) {
    if (!Object.prototype.hasOwnProperty.call(readers, name)) {
      reader.report(
        name,
        say('query.rules.isNoRuleKnown', '{{name}} is no rule. Known: {{Object}}.', {
          name: shown(name),
          Object: Object.keys(readers).join(', '),
        })
      );
    }
  }
}

type PatternRule =
  'environmentPattern' | 'workflowPattern' | 'jobPattern' | 'branchPattern' | 'tagPattern' | 'hotfixPattern';

/** Empty matches everything. */
function readPattern(reader: FieldReader, rule: PatternRule): string {
  const pattern = reader.text(rule, defaultRules[rule]);
  try {
    new RegExp(pattern, 'i');
  } catch (error) {
    const reason = error instanceof Error ? error.message : say('query.rules.notUnderstood', 'not understood');
    reader.report(
      rule,
      say(
        'query.rules.isNotAValidPattern',
        '{{pattern}} is not a valid pattern ({{reason}}). Nothing matches it until it is mended.',
        { pattern: shown(pattern), reason }
      )
    );
  }
  return pattern;
}

/** Empty would call every environment production and every change a hotfix: it means the default instead. */
function readRequiredPattern(reader: FieldReader, rule: 'environmentPattern' | 'hotfixPattern'): string {
  return readPattern(reader, rule) || defaultRules[rule];
}

function readWindow(reader: FieldReader, rule: 'attributionWindowHours'): number {
  const hours = reader.number(rule, defaultRules[rule]);
  if (hours < 0) {
    reader.report(
      rule,
      say(
        'query.rules.theAttributionWindowCannotBe',
        'The attribution window cannot be {{hours}} hours; {{value}} is used.',
        { hours, value: defaultRules[rule] }
      )
    );
    return defaultRules[rule];
  }
  return hours;
}

function readOverrides(reader: FieldReader, rule: 'overrides'): readonly IncidentOverride[] {
  return reader.sections(rule).flatMap((section) => {
    const incident = section.text('incident');
    const at = section.text('at');
    const override: IncidentOverride = {
      incident,
      deployment: section.text('deployment') || null,
      author: section.text('author'),
      reason: section.text('reason'),
      ...(at !== '' && { at }),
    };
    if (incident === '') {
      section.report(
        'incident',
        say('query.rules.aRulingMustNameIts', 'A ruling must name its incident. It is left out.')
      );
      return [];
    }
    if (override.author === '' || override.reason === '') {
      section.report(
        'reason',
        say(
          'query.rules.sayWhoDecidedAboutIncident',
          'Say who decided about incident {{incident}} and why: author and reason are both shown.',
          { incident }
        )
      );
    }
    if (at !== '' && parseIso(at) === null) {
      section.report(
        'at',
        say(
          'query.rulings.at.unknown',
          'The ruling on incident {{incident}} was made on {{at}}, which is no date. Write it as 2025-03-31.',
          { incident, at: shown(at) }
        )
      );
    }
    return [override];
  });
}
