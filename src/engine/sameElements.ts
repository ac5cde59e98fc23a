/** Do two lists hold the very same objects in the same order? */
export function sameElements(some: readonly unknown[], others: readonly unknown[]): boolean {
  return some === others || (some.length === others.length && some.every((one, index) => one === others[index]));
}
