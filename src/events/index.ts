export * from './aside';
export * from './types';
export * from './collection';
export * from './interval';
export * from './pattern';
export * from './shortName';
export * from './tellingLines';
export * from './timeSince';
