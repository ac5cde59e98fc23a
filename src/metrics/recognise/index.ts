export { matchersOf } from './matchers';
export { isProduction, mayBeOnDefaultBranch, recognise } from './recognise';
