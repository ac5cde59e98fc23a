export * from './types';
export * from './catalog';
export * from './transport/http';
export { cancellable, createMeter, createSlots, nextTurn, systemClock, throwIfAborted, urgencies } from './transport';
export type { Call, Meter, ToldBudget, UpstreamUse, Urgency } from './transport';
export * from './github';
