import {
  DocumentNode,
  FieldNode,
  FragmentDefinitionNode,
  getNamedType,
  GraphQLCompositeType,
  GraphQLSchema,
  isCompositeType,
  isObjectType,
  isInterfaceType,
  Kind,
  OperationDefinitionNode,
  SelectionSetNode,
  ValueNode,
} from 'graphql';
import { GithubProblem } from './problem';

/** What a query may cost, counted as GitHub's documentation does (rate limits and query limits of the GraphQL API). */
export interface Price {
  /** Points: a hundredth of the requests it would take to fetch every connection, at least 1. */
  readonly cost: number;
  readonly nodeCount: number;
  readonly requests: number;
}

type Variables = Readonly<Record<string, unknown>>;

const most = 100;
export const nodeLimit = 500_000;

/**
 * Counts and checks before anything is executed: every connection needs `first` or `last` from 1 to 100, `nodes` takes
 * up to 100 ids, and the whole query may ask for 500,000 nodes. Throws GithubProblem.
 */
export function priceOf(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  variables: Variables
): Price {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const definition of document.definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) {
      fragments.set(definition.name.value, definition);
    }
  }
  const defaults = Object.fromEntries(
    (operation.variableDefinitions ?? []).map(({ variable, defaultValue }) => [
      variable.name.value,
      defaultValue === undefined ? undefined : valueOf(defaultValue, {}),
    ])
  );
  const given = {
    ...defaults,
    ...Object.fromEntries(Object.entries(variables).filter(([, value]) => value !== undefined)),
  };
  let nodeCount = 0;
  let requests = 0;

  function walk(selections: SelectionSetNode, parent: GraphQLCompositeType, times: number): void {
    for (const selection of selections.selections) {
      if (selection.kind === Kind.FIELD) {
        field(selection, parent, times);
        continue;
      }
      const target = selection.kind === Kind.INLINE_FRAGMENT ? selection : fragments.get(selection.name.value);
      const condition = target?.typeCondition?.name.value;
      const type = condition === undefined ? parent : schema.getType(condition);
      if (target !== undefined && isCompositeType(type)) {
        walk(target.selectionSet, type, times);
      }
    }
  }

  function field(node: FieldNode, parent: GraphQLCompositeType, times: number): void {
    const definition =
      isObjectType(parent) || isInterfaceType(parent) ? parent.getFields()[node.name.value] : undefined;
    if (definition === undefined || node.selectionSet === undefined) {
      return;
    }
    const type = getNamedType(definition.type);
    let below = times;
    if (type.name.endsWith('Connection') && definition.args.some(({ name }) => name === 'first')) {
      const size = pageSize(node, given);
      requests += times;
      nodeCount += times * size;
      below = times * size;
    } else if (node.name.value === 'nodes' && parent === schema.getQueryType()) {
      below = times * idCount(node, given);
      nodeCount += below;
    }
    if (isCompositeType(type)) {
      walk(node.selectionSet, type, below);
    }
  }

  const root = schema.getRootType(operation.operation);
  if (root !== null && root !== undefined) {
    walk(operation.selectionSet, root, 1);
  }
  if (nodeCount > nodeLimit) {
    throw new GithubProblem(
      'MAX_NODE_LIMIT_EXCEEDED',
      `This query requests up to ${nodeCount.toLocaleString('en-US')} possible nodes which exceeds the maximum limit of 500,000.`
    );
  }
  return { cost: Math.max(1, Math.round(requests / 100)), nodeCount, requests };
}

function pageSize(node: FieldNode, variables: Variables): number {
  const [first, last] = ['first', 'last'].map((name) => argumentOf(node, name, variables));
  const name = node.name.value;
  const [bound, size] = first === undefined || first === null ? (['last', last] as const) : (['first', first] as const);
  if (typeof size !== 'number') {
    throw new GithubProblem(
      'MISSING_PAGINATION_BOUNDARIES',
      `You must provide a \`first\` or \`last\` value to properly paginate the \`${name}\` connection.`
    );
  }
  if (size > most) {
    throw new GithubProblem(
      'EXCESSIVE_PAGINATION',
      `Requesting ${size} records on the \`${name}\` connection exceeds the \`${bound}\` limit of ${most} records.`
    );
  }
  if (size < 0) {
    throw new GithubProblem('ARGUMENT_LIMIT', `\`${bound}\` on the \`${name}\` connection cannot be less than zero.`);
  }
  return size;
}

function idCount(node: FieldNode, variables: Variables): number {
  const ids = argumentOf(node, 'ids', variables);
  const count = Array.isArray(ids) ? ids.length : 1;
  if (count > most) {
    throw new GithubProblem('ARGUMENT_LIMIT', `You may not provide more than ${most} node ids; you provided ${count}.`);
  }
  return count;
}

function argumentOf(node: FieldNode, name: string, variables: Variables): unknown {
  const argument = node.arguments?.find((each) => each.name.value === name);
  return argument === undefined ? undefined : valueOf(argument.value, variables);
}

function valueOf(value: ValueNode, variables: Variables): unknown {
  switch (value.kind) {
    case Kind.VARIABLE:
      return variables[value.name.value];
    case Kind.INT:
      return Number(value.value);
    case Kind.LIST:
      return value.values.map((item) => valueOf(item, variables));
    default:
      return null;
  }
}
