export * from './types';
export * from './transport/http';
export { cancellable, systemClock, throwIfAborted } from './transport';
export * from './github';
