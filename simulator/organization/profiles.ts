import { DeployedBy, FailureCause, MergeStyle } from './model';

/** How a team works at one time. Hours are office hours unless said otherwise. */
export interface Habits {
  /** Pull requests by people, per office day and repository weight 1. */
  readonly changesPerDay: number;
  readonly codingHours: number;
  readonly pickupHours: number;
  readonly reviewHours: number;
  readonly mergeWaitHours: number;
  readonly lines: number;
  /** Continuous: minutes from merge to deployment. Train: weekdays (0 Sunday) at noon, every n-th week. */
  readonly cadence:
    { readonly minutes: number } | { readonly weekdays: readonly number[]; readonly everyWeeks: number };
  readonly failureRate: number;
  /** Clock hours from the incident to its end. */
  readonly recoveryHours: number;
  readonly brokenPipelines: number;
}

export interface TeamProfile {
  readonly name: string;
  readonly slug: string;
  readonly people: number;
  /** `daysAgo`: counted back from the end of the history. */
  habits(daysAgo: number): Habits;
  readonly repositories: readonly RepositoryProfile[];
  readonly services: readonly ServiceProfile[];
}

export interface RepositoryProfile {
  readonly name: string;
  readonly weight: number;
  readonly mergeStyle: MergeStyle;
  readonly deployedBy: DeployedBy;
  readonly production: readonly string[];
  readonly hasStaging: boolean;
  readonly service: string;
  readonly reviewBot: string | null;
  readonly formerNames: readonly string[];
  /** What is delivered in the last days breaks and is not repaired before the history ends; null: no such thing. */
  readonly brokenAtEndDays: number | null;
}

export interface ServiceProfile {
  readonly name: string;
  /** Days between incidents that no deployment caused, and between alerts that resolve themselves. */
  readonly unrelatedEvery: number;
  readonly noiseEvery: number;
}

/** When Payments began to work in smaller batches, and when Identity began to slip. Days before the end. */
export const improvementDaysAgo = 100;
export const regressionDaysAgo = 90;

export const causes: readonly FailureCause[] = [
  'statedSha',
  'statedPullRequest',
  'changeEvent',
  'rollback',
  'revert',
  'hotfix',
  'proximity',
];

/** Without deployments nothing old can be deployed again, except by running the workflow on the old commit. */
export const causeWeights: Readonly<Record<DeployedBy, Readonly<Partial<Record<FailureCause, number>>>>> = {
  deployments: { statedSha: 2, statedPullRequest: 2, changeEvent: 2, rollback: 4, revert: 3, hotfix: 4, proximity: 3 },
  workflow: { statedSha: 2, statedPullRequest: 2, changeEvent: 2, rollback: 2, revert: 3, hotfix: 4, proximity: 3 },
  releases: { statedSha: 2, statedPullRequest: 2, changeEvent: 1, revert: 2, hotfix: 5, proximity: 3 },
  merges: { statedSha: 2, statedPullRequest: 3, changeEvent: 2, revert: 4, hotfix: 3, proximity: 3 },
};

function repository(name: string, rest: Partial<RepositoryProfile> & { readonly service: string }): RepositoryProfile {
  return {
    name,
    weight: 1,
    mergeStyle: 'squash',
    deployedBy: 'deployments',
    production: ['production'],
    hasStaging: true,
    reviewBot: null,
    formerNames: [],
    brokenAtEndDays: null,
    ...rest,
  };
}

const checkout: Habits = {
  changesPerDay: 1.4,
  codingHours: 3,
  pickupHours: 0.6,
  reviewHours: 0.7,
  mergeWaitHours: 0.2,
  lines: 60,
  cadence: { minutes: 6 },
  failureRate: 0.035,
  recoveryHours: 0.6,
  brokenPipelines: 0.03,
};
const storefront: Habits = {
  changesPerDay: 1.5,
  codingHours: 6,
  pickupHours: 2,
  reviewHours: 1.5,
  mergeWaitHours: 1,
  lines: 110,
  cadence: { minutes: 0 },
  failureRate: 0.06,
  recoveryHours: 3,
  brokenPipelines: 0.03,
};
const paymentsBefore: Habits = {
  changesPerDay: 0.5,
  codingHours: 20,
  pickupHours: 7,
  reviewHours: 8,
  mergeWaitHours: 3,
  lines: 380,
  cadence: { weekdays: [2, 4], everyWeeks: 1 },
  failureRate: 0.17,
  recoveryHours: 9,
  brokenPipelines: 0.08,
};
const paymentsAfter: Habits = {
  ...paymentsBefore,
  changesPerDay: 0.95,
  codingHours: 7,
  pickupHours: 3,
  reviewHours: 3,
  mergeWaitHours: 1,
  lines: 120,
  cadence: { weekdays: [1, 2, 3, 4, 5], everyWeeks: 1 },
  failureRate: 0.09,
  recoveryHours: 4,
};
const identityBefore: Habits = {
  changesPerDay: 1.3,
  codingHours: 8,
  pickupHours: 2.5,
  reviewHours: 2.5,
  mergeWaitHours: 1,
  lines: 150,
  cadence: { weekdays: [1, 2, 3, 4], everyWeeks: 1 },
  failureRate: 0.07,
  recoveryHours: 5,
  brokenPipelines: 0.06,
};
const identityAfter: Habits = {
  ...identityBefore,
  changesPerDay: 1,
  codingHours: 14,
  pickupHours: 11,
  reviewHours: 6,
  mergeWaitHours: 4,
  lines: 320,
  failureRate: 0.27,
  recoveryHours: 12,
};
const backOffice: Habits = {
  changesPerDay: 0.9,
  codingHours: 30,
  pickupHours: 14,
  reviewHours: 12,
  mergeWaitHours: 8,
  lines: 450,
  cadence: { weekdays: [3], everyWeeks: 3 },
  failureRate: 0.35,
  recoveryHours: 40,
  brokenPipelines: 0,
};

/** From elite to low. */
export const teamProfiles: readonly TeamProfile[] = [
  {
    name: 'Checkout',
    slug: 'checkout',
    people: 9,
    habits: () => checkout,
    repositories: [
      repository('checkout-api', {
        weight: 1.4,
        production: ['production-eu', 'production-us'],
        service: 'checkout-api',
        reviewBot: 'coderabbitai',
      }),
      repository('checkout-web', { weight: 1.1, service: 'checkout-web', reviewBot: 'coderabbitai' }),
      repository('cart', { service: 'cart' }),
      repository('promotions', { weight: 0.6, service: 'cart' }),
    ],
    services: [
      { name: 'checkout-api', unrelatedEvery: 12, noiseEvery: 15 },
      { name: 'checkout-web', unrelatedEvery: 20, noiseEvery: 30 },
      { name: 'cart', unrelatedEvery: 18, noiseEvery: 25 },
    ],
  },
  {
    name: 'Storefront',
    slug: 'storefront',
    people: 5,
    habits: () => storefront,
    repositories: [repository('storefront', { deployedBy: 'merges', hasStaging: false, service: 'storefront' })],
    services: [{ name: 'storefront', unrelatedEvery: 14, noiseEvery: 20 }],
  },
  {
    name: 'Payments',
    slug: 'payments',
    people: 10,
    habits: (daysAgo) => (daysAgo > improvementDaysAgo ? paymentsBefore : paymentsAfter),
    repositories: [
      repository('payments-core', {
        weight: 1.3,
        mergeStyle: 'merge',
        service: 'payments',
        reviewBot: 'sonarqubecloud',
        formerNames: ['acme/payments'],
      }),
      repository('payments-gateway', { mergeStyle: 'merge', service: 'payments' }),
      repository('ledger', { mergeStyle: 'rebase', service: 'ledger' }),
      repository('fraud-rules', { weight: 0.7, service: 'payments' }),
      repository('invoicing', { weight: 0.8, mergeStyle: 'merge', hasStaging: false, service: 'payments' }),
    ],
    services: [
      { name: 'payments', unrelatedEvery: 9, noiseEvery: 3 },
      { name: 'ledger', unrelatedEvery: 22, noiseEvery: 40 },
    ],
  },
  {
    name: 'Identity',
    slug: 'identity',
    people: 5,
    habits: (daysAgo) => (daysAgo > regressionDaysAgo ? identityBefore : identityAfter),
    repositories: [
      repository('identity', {
        deployedBy: 'workflow',
        hasStaging: false,
        service: 'identity',
        reviewBot: 'coderabbitai',
        brokenAtEndDays: 6,
      }),
    ],
    services: [{ name: 'identity', unrelatedEvery: 10, noiseEvery: 8 }],
  },
  {
    name: 'Back Office',
    slug: 'back-office',
    people: 4,
    habits: () => backOffice,
    repositories: [
      repository('backoffice', {
        mergeStyle: 'merge',
        deployedBy: 'releases',
        hasStaging: false,
        service: 'backoffice',
      }),
    ],
    services: [{ name: 'backoffice', unrelatedEvery: 16, noiseEvery: 12 }],
  },
];
