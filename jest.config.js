// Instants are formatted and bucketed in explicit time zones; UTC as the process zone keeps a forgotten one visible.
process.env.TZ = 'UTC';

const base = require('./.config/jest.config');
const { grafanaESModules, nodeModulesToTransform } = require('./.config/jest/utils');

const swcOptions = base.transform['^.+\\.(t|j)sx?$'];

// A test's module looks a global up by a call out of its context, some 250 ns each time: reading an instant took three times
// as long. These are handed to each module instead.
const handedIn = [
  ...['Array', 'Boolean', 'Error', 'JSON', 'Map', 'Math', 'Number', 'Object', 'Promise'],
  ...['Reflect', 'RegExp', 'Set', 'String', 'Symbol', 'WeakMap', 'WeakSet'],
];

// What the scaffold's configuration misses: .mjs (d3-color ships one) and the ESM-only packages of @grafana 13.2.
const shared = {
  ...base,
  rootDir: __dirname,
  // The scaffold lets `src` shadow packages; our folders are called `events` and `query`, so it must not.
  modulePaths: [],
  transform: { ...base.transform, '^.+\\.mjs$': swcOptions },
  transformIgnorePatterns: [nodeModulesToTransform([...grafanaESModules, '@react-hookz', '@ver0/deep-equal', 'yaml'])],
  testPathIgnorePatterns: ['/node_modules/', '<rootDir>/dist/', '<rootDir>/tests/e2e/', '<rootDir>/tests/browser/'],
  modulePathIgnorePatterns: ['<rootDir>/dist/'],
};

const pluginRooms = '{frames,datasource,editors}';
// What the preview draws is tried where there is a document.
const drawn = ['<rootDir>/preview/host/panels/', '<rootDir>/preview/host/dashboard/'];
const coreRooms = '{words,events,metrics,query,sources,store,engine}';

module.exports = {
  // Generous, because the machine may be busy: nothing here measures time.
  testTimeout: 30_000,
  projects: [
    {
      ...shared,
      displayName: 'core',
      // Time comes in by argument there: fake timers need not reach `Date`, which they do not for what is handed in.
      sandboxInjectedGlobals: [...handedIn, 'Date'],
      testEnvironment: 'node',
      setupFiles: ['<rootDir>/tests/withoutDevelopmentChecks.js'],
      setupFilesAfterEnv: [],
      testPathIgnorePatterns: [...shared.testPathIgnorePatterns, ...drawn],
      testMatch: [
        `<rootDir>/src/${coreRooms}/**/*.test.ts`,
        '<rootDir>/{cli,simulator,preview,dashboards,scripts,bench}/**/*.test.ts',
        '<rootDir>/tests/**/*.test.ts',
      ],
    },
    {
      ...shared,
      displayName: 'plugin',
      sandboxInjectedGlobals: handedIn,
      testMatch: [
        `<rootDir>/src/${pluginRooms}/**/*.test.{ts,tsx}`,
        '<rootDir>/src/*.test.{ts,tsx}',
        ...drawn.map((folder) => `${folder}**/*.test.{ts,tsx}`),
      ],
    },
  ],
};
