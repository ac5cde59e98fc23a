/** jsdom has none, and @grafana/scenes wants one as soon as it is imported: import this before it. */
class NothingIntersects {
  observe() {}
  unobserve() {}
  disconnect() {}
}

Object.defineProperty(globalThis, 'IntersectionObserver', { configurable: true, value: NothingIntersects });
