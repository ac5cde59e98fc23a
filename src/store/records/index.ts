export { Records } from './records';
