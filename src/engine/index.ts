export * from './answers';
export { createEngine } from './engine';
export type { Engine, EngineOptions } from './engine';
export type { Atlas } from './atlas';
export { progressSentence } from './progressSentence';
export type { Telling } from './progressSentence';
export { costOf, upstreamNames } from './cost';
export type { Cost, PurposeCost } from './cost';
