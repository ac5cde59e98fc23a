export * from './buckets';
export * from './calendar';
export * from './compare';
export { countPerHour } from './hours';
export { isTimeZone } from './zone';
