export * from './buckets';
export * from './calendar';
export * from './compare';
export { isTimeZone } from './zone';
