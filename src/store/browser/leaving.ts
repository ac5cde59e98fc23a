/** What of a window is used. */
export interface LeavablePage {
  addEventListener(type: 'pagehide', listener: (event: { readonly persisted: boolean }) => void): void;
}

/**
 * Calls back when the page is left for good: not where the browser may show it again as it was. A page that was left, by a
 * reload too, stays in memory until the browser finds out that nothing refers to it; while it does not, collecting the next
 * page's garbage goes through all that this one still holds.
 */
export function whenLeft(letGo: () => void, page: LeavablePage = globalThis): void {
  page.addEventListener('pagehide', ({ persisted }) => {
    if (!persisted) {
      letGo();
    }
  });
}
