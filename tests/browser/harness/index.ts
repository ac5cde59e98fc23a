export { openDashboard } from './dashboard';
export type { DashboardOptions, DashboardView } from './dashboard';
export { setStage } from './stage';
export type { OpenedPage, Stage } from './stage';
