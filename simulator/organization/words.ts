/** Titles of pull requests. None of them looks like a hotfix, a rollback or a revert. */
export const verbs = [
  'Add',
  'Extract',
  'Simplify',
  'Cache',
  'Validate',
  'Log',
  'Paginate',
  'Rename',
  'Speed up',
  'Test',
  'Fix',
];
export const subjects = [
  'currency rounding',
  'address form',
  'retry budget',
  'session expiry',
  'audit trail',
  'search filters',
  'price rules',
  'stock check',
  'webhook delivery',
  'tax table',
  'export job',
  'feature flag client',
  'health endpoint',
  'connection pool',
  'error page',
  'consent banner',
  'batch size',
  'queue consumer',
  'schema migration',
  'timeout handling',
];
export const places = [
  '',
  ' for guests',
  ' in EU',
  ' on mobile',
  ' behind a flag',
  ' per tenant',
  ' in the worker',
  ' for refunds',
];

export const dependencies = [
  'axios',
  'express',
  'zod',
  'pg',
  'react',
  'vite',
  'undici',
  'pino',
  'typescript',
  'eslint',
];

/** What goes wrong after a deployment. */
export const symptoms = [
  '5xx rate above 2 %',
  'p95 latency above 3 s',
  'Orders stuck in pending',
  'Login failures above threshold',
  'Consumer lag growing',
  'Memory climbing until restart',
  'Empty responses',
  'Duplicate messages',
];

/** What goes wrong by itself. */
export const misfortunes = [
  'Disk usage above 90 %',
  'Certificate expires in 3 days',
  'Payment provider unreachable',
  'Cloud region degraded',
  'Database failover',
  'DNS lookup errors',
  'Traffic spike from campaign',
  'Message broker node down',
];

export const noises = [
  'CPU above 80 % for 1 min',
  'Health check flapped',
  'Synthetic probe timed out once',
  'Queue depth above 100',
];
