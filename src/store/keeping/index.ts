export { Keeper } from './keeper';
