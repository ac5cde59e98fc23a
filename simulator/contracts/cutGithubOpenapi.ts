import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Cuts the operations that the simulator answers out of GitHub's OpenAPI document and turns their schemas into plain
 * JSON Schema (`nullable` becomes a union with null). Run by hand when the official document changes:
 *
 *     npm pack @octokit/openapi@23.0.2 && tar xzf octokit-openapi-23.0.2.tgz
 *     npx tsx simulator/contracts/cutGithubOpenapi.ts package/generated/api.github.com.json
 *
 * The package is 385 MB unpacked, which is why it is not a dependency.
 */
const paths = [
  '/user',
  '/rate_limit',
  '/orgs/{org}/repos',
  '/orgs/{org}/teams',
  '/orgs/{org}/teams/{team_slug}',
  '/orgs/{org}/teams/{team_slug}/repos',
  '/repos/{owner}/{repo}',
  '/repos/{owner}/{repo}/actions/runs',
  '/repos/{owner}/{repo}/actions/runs/{run_id}',
  '/repos/{owner}/{repo}/actions/runs/{run_id}/jobs',
  '/repos/{owner}/{repo}/actions/runs/{run_id}/attempts/{attempt_number}',
  '/repos/{owner}/{repo}/actions/runs/{run_id}/attempts/{attempt_number}/jobs',
  '/repos/{owner}/{repo}/compare/{basehead}',
];

type Json = Record<string, unknown>;

function isJson(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function at(document: unknown, ...keys: string[]): unknown {
  return keys.reduce<unknown>((value, key) => (isJson(value) ? value[key] : undefined), document);
}

const dropped = new Set([
  'example',
  'examples',
  'description',
  'externalDocs',
  'xml',
  'x-github',
  'deprecated',
  'title',
]);

/** `inNames`: the keys of this object are names of properties, so none of them is a keyword. */
function plain(value: unknown, inNames = false): unknown {
  if (Array.isArray(value)) {
    return value.map((item) => plain(item));
  }
  if (!isJson(value)) {
    return value;
  }
  const kept = Object.entries(value).filter(([key]) => inNames || (!dropped.has(key) && key !== 'nullable'));
  const converted = Object.fromEntries(kept.map(([key, item]) => [key, plain(item, !inNames && key === 'properties')]));
  return !inNames && value['nullable'] === true ? { anyOf: [converted, { type: 'null' }] } : converted;
}

function referencesIn(value: unknown): readonly string[] {
  if (Array.isArray(value)) {
    return value.flatMap(referencesIn);
  }
  if (!isJson(value)) {
    return [];
  }
  const own = typeof value['$ref'] === 'string' ? [value['$ref']] : [];
  return [...own, ...Object.values(value).flatMap(referencesIn)];
}

function operationOf(document: unknown, operation: unknown): unknown {
  const parameters = at(operation, 'parameters');
  const responses = at(operation, 'responses');
  return {
    operationId: at(operation, 'operationId'),
    parameters: (Array.isArray(parameters) ? parameters : []).map((parameter: unknown) => {
      const reference = at(parameter, '$ref');
      const whole = typeof reference === 'string' ? at(document, ...reference.slice(2).split('/')) : parameter;
      return {
        name: at(whole, 'name'),
        in: at(whole, 'in'),
        required: at(whole, 'required') === true,
        schema: plain(at(whole, 'schema')),
      };
    }),
    responses: Object.fromEntries(
      Object.entries(isJson(responses) ? responses : {}).flatMap(([status, response]) => {
        const reference = at(response, '$ref');
        const whole = typeof reference === 'string' ? at(document, ...reference.slice(2).split('/')) : response;
        const schema = at(whole, 'content', 'application/json', 'schema');
        return schema === undefined ? [] : [[status, plain(schema)]];
      })
    ),
  };
}

const document: unknown = JSON.parse(readFileSync(process.argv[2], 'utf8'));
const operations = Object.fromEntries(
  paths.map((path) => [path, operationOf(document, at(document, 'paths', path, 'get'))])
);
const schemas: Json = {};
const waiting = [...referencesIn(operations)];
for (let reference = waiting.pop(); reference !== undefined; reference = waiting.pop()) {
  const keys = reference.slice(2).split('/');
  const name = keys[keys.length - 1];
  if (schemas[name] === undefined) {
    schemas[name] = plain(at(document, ...keys));
    waiting.push(...referencesIn(schemas[name]));
  }
}
const cut = {
  $comment:
    'Cut from @octokit/openapi 23.0.2 (api.github.com), MIT License, Copyright (c) 2020 Octokit contributors. ' +
    'Made by cutGithubOpenapi.ts; not to be edited. The MIT permission notice stands in github-openapi.LICENSE.',
  paths: operations,
  components: { schemas },
};
writeFileSync(join(__dirname, 'github-openapi.json'), `${JSON.stringify(cut)}\n`);
