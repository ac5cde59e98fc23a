import { benchmarkYears, metricNames, statistics } from '../metrics';
import { say } from '../words';
import { defaultQuery, plainQuery } from './defaults';
import { FieldProblem, FieldReader, isFields } from './fields';
import {
  attributions,
  changeOutcomes,
  comparisons,
  deploymentOutcomes,
  frequencyDisplays,
  incidentOutcomes,
  itemOutcomes,
  leadTimeStarts,
  recoveryStarts,
  releaseOutcomes,
  reworkWordings,
  tableLayouts,
} from './options';
import { qualityChecks, qualityDetails } from './qualityChecks';
import { deploymentShapes, incidentShapes, metricShapes } from './shapes';
import {
  bucketSizes,
  DoraQuery,
  Filters,
  groupKeys,
  ItemsPeriod,
  ItemsQuery,
  querySchemaVersion,
  queryTypes,
  RuleChoices,
} from './types';

/**
 * Brings whatever a dashboard saved to today's model. Never throws; fills in what is missing, drops what is unknown,
 * leaves out fields that are not ours (`refId`, `hide`, …). Idempotent. `queryProblems` says what was dropped.
 */
export function migrateQuery(saved: unknown): DoraQuery {
  return decode(saved).query;
}

/** What of a saved query was not understood; empty for everything this version has ever written. */
export function queryProblems(saved: unknown): readonly FieldProblem[] {
  return decode(saved).problems;
}

function decode(saved: unknown): { query: DoraQuery; problems: readonly FieldProblem[] } {
  if (!isFields(saved)) {
    const problems =
      saved === undefined || saved === null
        ? []
        : [{ field: '', message: say('query.migrate.theSavedQueryIsNot', 'The saved query is not an object.') }];
    return { query: defaultQuery(), problems };
  }
  const problems: FieldProblem[] = [];
  const reader = new FieldReader(saved, problems);
  checkVersion(reader);
  if (!ourFields.some((name) => reader.has(name))) {
    return { query: defaultQuery(), problems };
  }
  return { query: readQuery(reader), problems };
}

function checkVersion(reader: FieldReader): void {
  // Version 1 is the first: nothing older needs a step yet. A missing version is a query written by hand.
  const version = reader.number('schemaVersion', querySchemaVersion);
  if (version > querySchemaVersion) {
    reader.report(
      'schemaVersion',
      say(
        'query.migrate.thisQueryWasSavedBy',
        'This query was saved by a newer version of the plugin (schema {{version}}; this one knows {{querySchemaVersion}}). Update the plugin, or check every option before saving: what this version does not know is lost.',
        { version: String(version), querySchemaVersion: String(querySchemaVersion) }
      )
    );
  }
}

function readQuery(reader: FieldReader): DoraQuery {
  const queryType = reader.choice('queryType', queryTypes, 'metrics');
  const shared = {
    schemaVersion: querySchemaVersion,
    filters: readFilters(reader.section('filters')),
    attribution: reader.choice('attribution', attributions, 'inclusive'),
    choices: readChoices(reader.section('choices')),
  } as const;
  switch (queryType) {
    case 'metrics': {
      const plain = plainQuery('metrics');
      return {
        ...shared,
        queryType,
        metrics: reader.choices('metrics', metricNames, plain.metrics),
        ...readMetricVariable(reader),
        statistic: reader.choice('statistic', statistics, plain.statistic),
        groupBy: reader.choices('groupBy', groupKeys, plain.groupBy),
        interval: reader.choice('interval', bucketSizes, plain.interval),
        windowDays: reader.number('windowDays', plain.windowDays),
        comparison: reader.choice('comparison', comparisons, plain.comparison),
        comparisonDate: reader.text('comparisonDate', plain.comparisonDate),
        frequencyDisplay: reader.choice('frequencyDisplay', frequencyDisplays, plain.frequencyDisplay),
        benchmarkYear: reader.choiceOrNull('benchmarkYear', benchmarkYears),
        showIntervals: reader.flag('showIntervals', plain.showIntervals),
        tableLayout: reader.choice('tableLayout', tableLayouts, plain.tableLayout),
        shape: reader.choice('shape', metricShapes, plain.shape),
      };
    }
    case 'deployments':
      return {
        ...shared,
        queryType,
        outcome: reader.choice('outcome', deploymentOutcomes, 'production'),
        shape: reader.choice('shape', deploymentShapes, 'plain'),
      };
    case 'changes':
      return {
        ...shared,
        queryType,
        outcome: reader.choice('outcome', changeOutcomes, 'all'),
        labels: reader.texts('labels'),
      };
    case 'incidents':
      return {
        ...shared,
        queryType,
        outcome: reader.choice('outcome', incidentOutcomes, 'all'),
        shape: reader.choice('shape', incidentShapes, 'plain'),
      };
    case 'releases':
      return { ...shared, queryType, outcome: reader.choice('outcome', releaseOutcomes, 'published') };
    case 'runs':
      return { ...shared, queryType, workflows: reader.texts('workflows') };
    case 'experiments':
      return { ...shared, queryType };
    case 'items':
      return {
        ...shared,
        queryType,
        metric: reader.choice('metric', metricNames, plainQuery('items').metric),
        ...readMetricVariable(reader),
        outcome: reader.choice('outcome', itemOutcomes, plainQuery('items').outcome),
        item: reader.text('item'),
        group: readGroup(reader.section('group')),
        period: reader.has('period') ? readPeriod(reader.section('period')) : null,
      };
    case 'sensitivity': {
      const plain = plainQuery('sensitivity');
      return {
        ...shared,
        queryType,
        metric: reader.choice('metric', metricNames, plain.metric),
        ...readMetricVariable(reader),
        statistic: reader.choice('statistic', statistics, plain.statistic),
        groupBy: reader.choices('groupBy', groupKeys, plain.groupBy),
      };
    }
    case 'quality':
      return {
        ...shared,
        queryType,
        detail: reader.choice('detail', qualityDetails, 'summary'),
        checks: reader.choices('checks', qualityChecks, []),
        groupBy: reader.choices('groupBy', ['team'] as const, []),
      };
  }
}

function readMetricVariable(reader: FieldReader): Pick<ItemsQuery, 'metricVariable'> {
  const metricVariable = reader.text('metricVariable');
  return metricVariable === '' ? {} : { metricVariable };
}

function readGroup(reader: FieldReader): ItemsQuery['group'] {
  return Object.fromEntries(groupKeys.filter((key) => reader.has(key)).map((key) => [key, reader.text(key)]));
}

function readPeriod(reader: FieldReader): ItemsPeriod {
  const comparison = reader.choiceOrNull('comparison', pointComparisons);
  return {
    at: reader.text('at'),
    interval: reader.choice('interval', pointSizes, 'week'),
    windowDays: reader.number('windowDays', 0),
    timeZone: reader.text('timeZone'),
    ...(comparison !== null && { comparison }),
  };
}

const pointSizes = bucketSizes.filter((size) => size !== 'none');
const pointComparisons = comparisons.filter((one) => one !== 'none' && one !== 'date');

function readFilters(reader: FieldReader): Filters {
  return {
    teams: reader.texts('teams'),
    repositories: reader.texts('repositories'),
    services: reader.texts('services'),
    environments: reader.texts('environments'),
  };
}

function readChoices(reader: FieldReader): RuleChoices {
  const leadTimeStart = reader.choiceOrNull('leadTimeStart', leadTimeStarts);
  const recoveryStart = reader.choiceOrNull('recoveryStart', recoveryStarts);
  const reworkWording = reader.choiceOrNull('reworkWording', reworkWordings);
  const attributionWindowHours = reader.numberOrNull('attributionWindowHours');
  return {
    ...(leadTimeStart !== null && { leadTimeStart }),
    ...(recoveryStart !== null && { recoveryStart }),
    ...(reworkWording !== null && { reworkWording }),
    ...(attributionWindowHours !== null && { attributionWindowHours }),
  };
}

/** A saved query with none of these is a panel nobody has touched yet: it gets the default query. */
const ourFields: readonly string[] = [
  'schemaVersion',
  ...new Set(queryTypes.flatMap((queryType) => Object.keys(plainQuery(queryType)))),
  'metricVariable',
];
