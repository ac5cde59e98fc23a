import { Json } from '../transport';
import { Fragment, fragmentTexts } from './fragments';

/**
 * A part of a GraphQL call: fields of one repository or node. Many are put together into one call as aliases, so their
 * variables are numbered: `$first` of the third becomes `$first_2`.
 */
export interface Question {
  /** `owner/name`, or a node id. */
  readonly root: { readonly repository: string } | { readonly node: string };
  /** Fields below the root. `$first` stands for `rows`; other variables are in `variables`. */
  readonly fields: string;
  readonly fragments: readonly Fragment[];
  readonly variables?: Readonly<Record<string, Variable>>;
  /** Rows asked for, 1 to 100; fewer may be granted where the rest of a call is full. */
  readonly rows: number;
  /** How many such rows one call carries: what GitHub answers well within its ten seconds. */
  readonly rowsPerCall: number;
  /** Plural, for people: `deployments`. */
  readonly name: string;
  /** Questions with one identity here are asked once for all who wait. */
  readonly shared?: string;
}

export interface Variable {
  readonly type: string;
  readonly value: unknown;
}

/** A question with the rows it was granted. */
export interface Posed {
  readonly question: Question;
  readonly rows: number;
}

/** The alias of the question at a place of a call. */
export function aliasOf(index: number): string {
  return `q${index}`;
}

/** One call for all of them. The text depends on their shapes only, so that it can be remembered by whoever parses it. */
export function composed(posed: readonly Posed[]): { readonly query: string; readonly variables: Json } {
  const declared: string[] = [];
  const variables: Record<string, unknown> = {};
  const bind = (name: string, type: string, value: unknown) => {
    declared.push(`$${name}: ${type}`);
    variables[name] = value;
  };
  const parts = posed.map(({ question, rows }, index) => {
    const own = { ...question.variables, first: { type: 'Int!', value: rows } };
    for (const [name, { type, value }] of Object.entries(own)) {
      if (question.fields.includes(`$${name}`)) {
        bind(`${name}_${index}`, type, value);
      }
    }
    const fields = question.fields.replace(/\$(\w+)/g, `$$$1_${index}`);
    if ('node' in question.root) {
      bind(`id_${index}`, 'ID!', question.root.node);
      return `  ${aliasOf(index)}: node(id: $id_${index}) { __typename ${fields} }`;
    }
    const slash = question.root.repository.indexOf('/');
    bind(`owner_${index}`, 'String!', question.root.repository.slice(0, slash));
    bind(`name_${index}`, 'String!', question.root.repository.slice(slash + 1));
    return `  ${aliasOf(index)}: repository(owner: $owner_${index}, name: $name_${index}, followRenames: true) { nameWithOwner ${fields} }`;
  });
  const query = [
    `query Collection(${declared.join(', ')}) {`,
    '  rateLimit { cost limit remaining resetAt }',
    ...parts,
    '}',
    ...fragmentTexts(posed.flatMap(({ question }) => question.fragments)),
  ].join('\n');
  return { query, variables };
}

/** `deployments and pull requests of 12 repositories`. */
export function purposeOf(posed: readonly Posed[]): string {
  const names = [...new Set(posed.map(({ question }) => question.name))].sort();
  const roots = new Set(posed.map(({ question: { root } }) => ('node' in root ? root.node : root.repository)));
  const isNodes = posed.every(({ question }) => 'node' in question.root);
  const what =
    names.length < 3 ? names.join(' and ') : `${names.slice(0, -1).join(', ')} and ${names[names.length - 1]}`;
  const count = `${roots.size} ${isNodes ? (roots.size === 1 ? 'record' : 'records') : roots.size === 1 ? 'repository' : 'repositories'}`;
  return `${what} of ${count}`;
}
