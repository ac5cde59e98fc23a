export { openDashboard } from './dashboard';
export type { DashboardOptions, DashboardView } from './dashboard';
export { referenceOf } from './reference';
export type { Range, Reference } from './reference';
export { assertShown, shownInstant } from './shown';
export { setStage } from './stage';
export type { OpenedPage, OpenOptions, Stage } from './stage';
export { violationsIn } from './violations';
