export * from './types';
export * from './catalog';
export * from './transport/http';
export { cancellable, createSlots, systemClock, throwIfAborted } from './transport';
export type { Call, Urgency } from './transport';
export * from './github';
