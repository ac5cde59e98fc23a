export { createProxy } from './proxy';
export type { ProxiedDataSource, ProxyOptions } from './proxy';
export { readRoutes } from './routes';
export type { Route } from './routes';
