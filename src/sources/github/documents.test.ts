import { readFileSync } from 'node:fs';
import { buildSchema, NoDeprecatedCustomRule, parse, validate } from 'graphql';
import * as documents from './documents';
import { Fragment, fragments } from './fragments';
import { ListName, lists, pageQuestion } from './lists';
import { composed, Question } from './questions';

// `assumeValidSDL`: the published SDL defines EnterpriseOwnerInfo.repositoryDeployKeySetting twice.
// Read as a file: the package itself can only be imported by ES modules.
const schema = buildSchema(readFileSync('node_modules/@octokit/graphql-schema/schema.graphql', 'utf8'), {
  assumeValidSDL: true,
});

const isList = (name: string): name is ListName => name in lists;
const isFragment = (name: string): name is Fragment => name in fragments;
const ofRepository = ['deployments', 'pullRequests', 'history', 'releases', 'tags', 'issues'];
const more = {
  since: { type: 'GitTimestamp', value: null },
  until: { type: 'GitTimestamp', value: null },
  labels: { type: '[String!]', value: ['incident'] },
};
const questions = Object.keys(lists)
  .filter(isList)
  .map((name) => {
    const root = ofRepository.includes(name) ? { repository: 'acme/pay' } : { node: 'N' };
    return pageQuestion(name, root, 100, null, more);
  });
const whole: Question = {
  root: { node: 'D' },
  fields: '...DeploymentFacts',
  fragments: ['DeploymentFacts'],
  rows: 1,
  rowsPerCall: 100,
  name: 'deployments',
};
const heads = (['RepositoryHead', 'ReleaseHead'] as const).map((fragment): Question => ({
  ...whole,
  root: { repository: 'acme/pay' },
  fields: `...${fragment}`,
  fragments: [fragment],
}));

const all = [
  ...Object.entries(documents).map(([name, document]): [string, string] => [
    name,
    typeof document === 'string' ? document : document(3),
  ]),
  ...questions.map((question): [string, string] => [
    `A page of ${question.name}`,
    composed([{ question, rows: 10 }]).query,
  ]),
  [
    'A call with every question, some twice',
    composed([...questions, whole, ...heads, ...questions].map((question) => ({ question, rows: 5 }))).query,
  ],
];

test('every fragment is part of some document', () => {
  const sent = all.map(([, document]) => document).join('\n');
  expect(Object.keys(fragments).filter((name) => isFragment(name) && !sent.includes(`fragment ${name} on`))).toEqual(
    []
  );
});

test.each(all)("%s is valid against GitHub's schema", (_, document) => {
  expect(validate(schema, parse(document)).map((error) => error.message)).toEqual([]);
});

test.each(all)('%s uses no deprecated field', (_, document) => {
  const deprecated = validate(schema, parse(document), [NoDeprecatedCustomRule]).map((error) => error.message);
  expect(deprecated).toEqual([]);
});
