export * from './metrics';
export * from './outcomes';
export * from './queries';
export * from './rules';
export * from './time';
export * from './word';
