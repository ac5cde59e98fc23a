export * from './types';
export * from './transport/http';
export { systemClock } from './transport';
export * from './github';
