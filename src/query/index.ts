export * from './types';
export * from './settings';
export * from './options';
export * from './qualityChecks';
export * from './shapes';
export {
  defaultExperiment,
  defaultFilters,
  defaultQuery,
  defaultSettings,
  defaultTeam,
  fiveMetrics,
  plainQuery,
} from './defaults';
export type { QueryOf } from './defaults';
export type { FieldProblem } from './fields';
export { migrateQuery, queryProblems } from './migrateQuery';
export { editorRowOf, editorRowTitle } from './editorRows';
export type { EditorRow } from './editorRows';
export { isComplete, unfilled, validateQuery } from './validateQuery';
export { interpolateList, interpolateQuery } from './interpolateQuery';
export { describeQuery } from './describeQuery';
export { describePoint } from './describePoint';
export { describeNames } from './describeNames';
export { qualityCheckTitle } from './describeQuality';
export { applicableFields } from './applicableFields';
export type { OptionalField } from './applicableFields';
export { matchingNames, unknownNames } from './unknownNames';
export { narrowed } from './narrowed';
export { instantOf, parseIso } from './isoTime';
export { pointInstant } from './pointInstant';
export { isGroupText, noGroupText } from './groupText';
export type { IsoTime } from './isoTime';
export { rulingProblems } from './rulingProblems';
export { readRulingRequest, rulingParameters, writeAddressed } from './rulingRequest';
export type { RulingRequest } from './rulingRequest';
export { decodeSettings, encodeSettings } from './decodeSettings';
export type { DecodedSettings } from './decodeSettings';
export { resolveOrganization } from './organization';
export type { Organization, OrganizationTeam, ScopeProblem } from './organization';
export { experimentPeriod, experimentsOf } from './experiments';
export type { ExperimentPeriod } from './experiments';
export { filterScope } from './filterScope';
export type { Scope } from './filterScope';
export { runBy } from './namesakes';
export { withSurroundings } from './surroundings';
export { githubScope } from './githubScope';
export type { GithubScope } from './githubScope';
export { githubWebUrl } from './githubWebUrl';
export { suggestTeams } from './suggestTeams';
export type { TeamSigns, TeamSuggestion } from './suggestTeams';
export { fromProvisioning, othersOf, pluginType, secretVariables, toProvisioning } from './provisioning';
export type { DataSourceEntry, ReadProvisioning } from './provisioning';
export { anyRepositoryOf } from './globs';
export { sayMetric } from './sayMetric';
