export * from './answers';
export { createEngine } from './engine';
export type { Engine, EngineOptions } from './engine';
export type { Atlas } from './atlas';
export { systemBreath } from './pace';
export type { Breath } from './pace';
