export * from './industries';
export * from './levelOf';
export * from './quickCheck';
export * from './tables';
