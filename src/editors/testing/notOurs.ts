/** What axe-core finds in Grafana's own components and no property of theirs lets us mend. */
export interface ForeignViolation {
  readonly rule: string;
  /** Which elements; the finding on any other is ours. */
  readonly selector: string;
  readonly reason: string;
}

export const foreignViolations: readonly ForeignViolation[] = [
  {
    rule: 'aria-command-name',
    selector: 'span[data-floating-ui-focus-guard]',
    reason:
      "Grafana's Modal keeps the focus inside with Floating UI's guards: spans with the role of a button, which never " +
      'hold the focus and have no name.',
  },
];
