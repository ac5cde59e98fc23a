export { ConfigEditor } from './config/ConfigEditor';
export { AnnotationQueryEditor } from './query/AnnotationQueryEditor';
export { QueryEditor } from './query/QueryEditor';
export { QueryHelp } from './query/QueryHelp';
export { VariableQueryEditor } from './query/VariableQueryEditor';
export { selectors } from './selectors';
