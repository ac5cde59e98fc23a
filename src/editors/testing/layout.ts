/** jsdom lays nothing out: without sizes, Combobox cannot measure its text and shows no option of its virtual list. */
export function giveLayout(): void {
  const size = { configurable: true, value: 300 };
  Object.defineProperty(HTMLElement.prototype, 'offsetHeight', size);
  Object.defineProperty(HTMLElement.prototype, 'offsetWidth', size);
  // Since version 3.19 of the virtual list these count.
  Object.defineProperty(Element.prototype, 'clientHeight', size);
  Object.defineProperty(Element.prototype, 'clientWidth', size);
  const box = { x: 0, y: 0, top: 0, left: 0, width: 300, height: 300, right: 300, bottom: 300 };
  Object.defineProperty(Element.prototype, 'getBoundingClientRect', {
    configurable: true,
    value: () => ({ ...box, toJSON: () => box }),
  });
  Object.defineProperty(Element.prototype, 'scrollTo', { configurable: true, value: () => {} });
  Object.defineProperty(HTMLCanvasElement.prototype, 'getContext', {
    configurable: true,
    value: () => ({ font: '', measureText: (text: string) => ({ width: text.length * 8 }) }),
  });
  class NothingIntersects {
    observe() {}
    unobserve() {}
    disconnect() {}
  }
  // Browsers have it since 2023, jsdom has not; Grafana's links ask it.
  Object.defineProperty(URL, 'canParse', {
    configurable: true,
    value: (url: string) => /^[a-z]+:\/\/[^/]/i.test(url),
  });
  Object.defineProperty(globalThis, 'IntersectionObserver', { configurable: true, value: NothingIntersects });
}

/** jsdom cannot tell an address yet, every browser can; Grafana's links ask it. */
export function giveAddresses(): void {
  const canParse = (text: string) => {
    try {
      return Boolean(new URL(text));
    } catch {
      return false;
    }
  };
  Object.defineProperty(URL, 'canParse', { configurable: true, value: canParse });
}
