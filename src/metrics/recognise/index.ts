export { compilePattern } from './pattern';
export { matchersOf } from './matchers';
export { isProduction, mayBeOnDefaultBranch, recognise } from './recognise';
