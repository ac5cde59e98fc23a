import {
  defaultFieldResolver,
  DocumentNode,
  execute,
  getOperationAST,
  GraphQLError,
  GraphQLFieldResolver,
  parse,
  validate,
} from 'graphql';
import { Scene } from './actors';
import { Price, priceOf } from './limits';
import { GithubProblem } from './problem';
import { Budget, rootOf } from './root';
import { githubSchema } from './schema';

export interface GraphqlAnswer {
  /** 200 even for mistakes in the query, as at GitHub. */
  readonly body: unknown;
  readonly price: Price;
}

const free: Price = { cost: 1, nodeCount: 0, requests: 0 };
const documents = new Map<string, DocumentNode | readonly GraphQLError[]>();

/** Parsed and validated once for each text. */
function read(text: string): DocumentNode | readonly GraphQLError[] {
  const known = documents.get(text);
  if (known !== undefined) {
    return known;
  }
  let result: DocumentNode | readonly GraphQLError[];
  try {
    const document = parse(text);
    const mistakes = validate(githubSchema(), document);
    result = mistakes.length > 0 ? mistakes : document;
  } catch (error) {
    result = [error instanceof GraphQLError ? error : new GraphQLError(String(error))];
  }
  if (documents.size > 500) {
    documents.clear();
  }
  documents.set(text, result);
  return result;
}

/** A field that exists at GitHub and not here must not look like an empty one. */
const resolve: GraphQLFieldResolver<unknown, unknown> = (source, args, context, info) => {
  if (typeof source === 'object' && source !== null && !(info.fieldName in source)) {
    throw new GraphQLError(`The simulator does not know ${info.parentType.name}.${info.fieldName}.`);
  }
  return defaultFieldResolver(source, args, context, info);
};

function formatted(error: GraphQLError): unknown {
  const cause = error.originalError;
  const type = cause instanceof GithubProblem && cause.type !== null ? { type: cause.type } : {};
  return { ...type, ...error.toJSON() };
}

function refusal(error: unknown): unknown {
  const type = error instanceof GithubProblem && error.type !== null ? { type: error.type } : {};
  return { errors: [{ ...type, message: error instanceof Error ? error.message : String(error) }] };
}

/** Executes a query over the organisation against GitHub's own schema. */
export async function answerGraphql(
  scene: Scene,
  viewer: string,
  request: {
    readonly query: string;
    readonly variables: Readonly<Record<string, unknown>>;
    readonly operationName?: string;
  },
  spend: (cost: number) => Budget
): Promise<GraphqlAnswer> {
  const document = read(request.query);
  if (!('kind' in document)) {
    spend(free.cost);
    return { body: { errors: document.map(formatted) }, price: free };
  }
  const operation = getOperationAST(document, request.operationName);
  if (operation === null || operation === undefined) {
    return { body: { errors: [{ message: 'An operation name is required' }] }, price: free };
  }
  if (operation.operation !== 'query') {
    return { body: { errors: [{ message: 'The simulator answers queries only.' }] }, price: free };
  }
  const schema = githubSchema();
  let price = free;
  try {
    price = priceOf(schema, document, operation, request.variables);
  } catch (error) {
    spend(free.cost);
    return { body: refusal(error), price: free };
  }
  const budget = spend(price.cost);
  const result = await execute({
    schema,
    document,
    operationName: request.operationName,
    rootValue: rootOf(scene, viewer, price, budget),
    variableValues: request.variables,
    fieldResolver: resolve,
  });
  const errors = result.errors === undefined ? {} : { errors: result.errors.map(formatted) };
  return { body: result.data === undefined ? errors : { data: result.data, ...errors }, price };
}
