export { ChoiceField, OptionalChoiceField } from './ChoiceField';
export type { Choice } from './ChoiceField';
export { FlagField } from './FlagField';
export { ListField } from './ListField';
export { joinList, splitList } from './lists';
export { ManyField } from './ManyField';
export { NamesField } from './NamesField';
export { NumberField } from './NumberField';
export { TextField } from './TextField';
