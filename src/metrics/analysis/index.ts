export { deliveriesOf, newDeliveryMemory } from './deliveries';
export type { Deliveries, DeliveryMemory } from './deliveries';
export { joinDeliveries } from './joinDeliveries';
export { analyseRepository, chronicleOf } from './repositoryAnalysis';
export type { Chronicle, RepositoryAnalysis } from './repositoryAnalysis';
