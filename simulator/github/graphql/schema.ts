import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildSchema, GraphQLSchema } from 'graphql';

let loaded: GraphQLSchema | null = null;

/**
 * GitHub's published schema, read once. `assumeValidSDL`: version 15.26.1 of the package defines one field twice, which
 * graphql-js would refuse. Read as a file because the package can only be imported by ES modules.
 */
export function githubSchema(): GraphQLSchema {
  const file = join(__dirname, '../../../node_modules/@octokit/graphql-schema/schema.graphql');
  loaded ??= buildSchema(readFileSync(file, 'utf8'), { assumeValidSDL: true });
  return loaded;
}
