export * from './types';
export * from './collection';
