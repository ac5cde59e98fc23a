import './.config/jest-setup';
import { sheet } from '@emotion/css';

/**
 * react-dom/server (pulled in by @grafana/ui on React 19) makes a channel when it is loaded and jsdom has none. Node's own
 * would keep the process from ending, because its port is never closed; a timer does what React wants of it.
 */
class TimerMessageChannel {
  constructor() {
    this.port1 = { onmessage: null, postMessage: (data) => deliver(this.port2, data), close: () => {} };
    this.port2 = { onmessage: null, postMessage: (data) => deliver(this.port1, data), close: () => {} };
  }
}

function deliver(port, data) {
  setTimeout(() => port.onmessage?.({ data }), 0);
}

Object.assign(global, { MessageChannel: TimerMessageChannel });

/** Browsers have it, jsdom has not; Grafana's links are checked with it. */
URL.canParse ??= (url, base) => {
  try {
    return new URL(url, base) !== undefined;
  } catch {
    return false;
  }
};

// jsdom paints nothing, and whoever asks it for a style has every rule of Grafana's components and of its own sheet matched
// with every ancestor: that took most of the time of the editors' tests. What an element says of itself is what hides it
// here. What is painted is for the browser tests.
Object.getPrototypeOf(sheet).insert = () => {};
window.getComputedStyle = (element) => element.style;
