import { readFileSync } from 'node:fs';
import { buildSchema, NoDeprecatedCustomRule, parse, validate } from 'graphql';
import * as documents from './documents';

// `assumeValidSDL`: the published SDL defines EnterpriseOwnerInfo.repositoryDeployKeySetting twice.
// Read as a file: the package itself can only be imported by ES modules.
const schema = buildSchema(readFileSync('node_modules/@octokit/graphql-schema/schema.graphql', 'utf8'), {
  assumeValidSDL: true,
});

const all = Object.entries(documents).map(([name, document]): [string, string] => [
  name,
  typeof document === 'string' ? document : document(3),
]);

test.each(all)("%s is valid against GitHub's schema", (_, document) => {
  expect(validate(schema, parse(document)).map((error) => error.message)).toEqual([]);
});

test.each(all)('%s uses no deprecated field', (_, document) => {
  const deprecated = validate(schema, parse(document), [NoDeprecatedCustomRule]).map((error) => error.message);
  expect(deprecated).toEqual([]);
});
