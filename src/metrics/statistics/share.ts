/** `k` of `n`: failed of all deployments. */
export interface Share {
  readonly k: number;
  readonly n: number;
}
