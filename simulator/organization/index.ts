export * from './model';
export { generateOrganization, organizationName } from './generate';
export type { GenerateOptions } from './generate';
export { generateLargeOrganization } from './large/generate';
export type { LargeOptions } from './large/generate';
export { improvementDaysAgo, regressionDaysAgo, teamProfiles } from './profiles';
export { organizationFromFeed } from './fromFeed';
export { eventsOf } from './toEvents';
