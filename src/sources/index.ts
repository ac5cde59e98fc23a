export * from './types';
export * from './transport/http';
