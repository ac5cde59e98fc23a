import { defineConfig } from 'eslint/config';
import baseConfig from './.config/eslint.config.mjs';

/** Which room may import which (the arrows of CONTRIBUTING.md). Everything not listed is forbidden. */
const arrows = {
  words: [],
  events: [],
  metrics: ['words', 'events'],
  query: ['words', 'events', 'metrics'],
  sources: ['words', 'events'],
  store: ['words', 'events', 'sources'],
  engine: ['words', 'events', 'metrics', 'query', 'sources', 'store'],
  frames: ['words', 'events', 'metrics', 'query', 'engine'],
  datasource: ['words', 'events', 'metrics', 'query', 'sources', 'store', 'engine', 'frames'],
  editors: ['words', 'events', 'metrics', 'query', 'engine', 'datasource'],
};
const core = ['words', 'events', 'metrics', 'query', 'sources', 'store', 'engine'];

const arrowRules = Object.entries(arrows).map(([room, allowed]) => {
  const forbidden = Object.keys(arrows).filter((other) => other !== room && !allowed.includes(other));
  const patterns = [
    {
      group: forbidden.flatMap((other) => [`../${other}`, `../${other}/*`, `../../${other}`, `../../${other}/*`]),
      message: `src/${room} must not import this room (see CONTRIBUTING.md, "The house").`,
    },
  ];
  if (core.includes(room)) {
    patterns.push({
      group: ['@grafana/*', 'react', 'react-dom', 'react-dom/*'],
      message: 'The core knows neither Grafana nor React: the command line runs it in Node.',
    });
  }
  return {
    files: [`src/${room}/**/*.{ts,tsx}`],
    rules: { 'no-restricted-imports': ['error', { patterns }] },
  };
});

/** Rooms that know neither Grafana nor React, and the programs over them. */
const plain = [...core.map((room) => `src/${room}`), 'bench', 'cli', 'dashboards', 'scripts', 'simulator', 'tests'];
const rulesOfReact = baseConfig
  .flatMap(({ rules = {} }) => Object.keys(rules))
  .filter((rule) => /^react(-hooks)?\//.test(rule));

export default defineConfig([
  {
    ignores: [
      '**/*.log',
      '**/node_modules/',
      '**/coverage',
      '**/dist/',
      '**/artifacts/',
      'test-results/',
      'playwright-report/',
      'blob-report/',
      'playwright/.cache/',
      'playwright/.auth/',
      '**/.eslintcache',
      // Managed by create-plugin.
      '.config/',
    ],
  },
  ...baseConfig,
  {
    // The scaffold lints TypeScript under src only; the rest of the house keeps the same rules.
    files: ['**/*.{ts,tsx}'],
    // Overloads are no redeclarations, and the compiler knows which is which.
    rules: { '@typescript-eslint/no-explicit-any': 'error', 'no-redeclare': 'off' },
  },
  {
    // Neither components nor what Grafana has deprecated are found there, and looking for them took half of the time: the one
    // has each file compiled once more, the other every type worked out.
    files: plain.map((folder) => `${folder}/**/*.{ts,tsx}`),
    languageOptions: { parserOptions: { project: null } },
    rules: {
      ...Object.fromEntries(rulesOfReact.map((rule) => [rule, 'off'])),
      '@typescript-eslint/no-deprecated': 'off',
    },
  },
  {
    // The host hands moment to the plugin as Grafana does, and a scene object names its component as a static member.
    files: ['preview/host/**/*.{ts,tsx}'],
    rules: { 'no-restricted-imports': 'off', 'react-hooks/rules-of-hooks': 'off' },
  },
  { files: ['src/**/*.{ts,tsx}'], rules: { 'no-console': 'error' } },
  {
    files: core.map((room) => `src/${room}/**/*.ts`),
    rules: {
      'no-restricted-syntax': [
        'error',
        {
          selector: "NewExpression[callee.name='WeakMap']",
          message:
            'What is reached through it alone is marked while the page stands still: keep it with `Aside` (src/events).',
        },
      ],
    },
  },
  ...arrowRules,
]);
