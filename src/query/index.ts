export * from './types';
export * from './settings';
