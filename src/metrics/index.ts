export * from './names';
export * from './rules';
export * from './delivery';
export * from './series';
export * from './statistics';
export * from './time';
export * from './levels';
