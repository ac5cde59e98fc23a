import { LeavablePage, whenLeft } from './browser/leaving';

describe('a page that is left', () => {
  it.each([
    ['for good lets go of what it holds', false, 1],
    ['and may be shown again as it was keeps it', true, 0],
  ])('%s', (_, persisted, times) => {
    const listeners: Array<Parameters<LeavablePage['addEventListener']>[1]> = [];
    const letGo = jest.fn();
    whenLeft(letGo, { addEventListener: (_type, listener) => listeners.push(listener) });
    expect(letGo).not.toHaveBeenCalled();
    listeners.forEach((listener) => listener({ persisted }));
    expect(letGo).toHaveBeenCalledTimes(times);
  });
});
