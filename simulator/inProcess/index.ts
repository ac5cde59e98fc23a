export { SimulatedClock } from './clock';
export { simulatedClient, simulatedOrigin, usualLatency } from './client';
export type { Api, SimulatedClient, SimulatedClientOptions } from './client';
export { githubSecondaryLimits } from './secondaryLimits';
export type { SecondaryLimits } from './secondaryLimits';
export type { Count } from './tally';
export { simulateInProcess } from './simulate';
export type { InProcessOptions } from './simulate';
