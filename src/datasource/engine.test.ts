import { DataSourceInstanceSettings } from '@grafana/data';
import { createEngine, Engine } from '../engine';
import { decodeSettings } from '../query';
import { makeEngine } from './engine';
import { DoraJsonData } from './types';

jest.mock('../engine', () => ({ ...jest.requireActual<object>('../engine'), createEngine: jest.fn() }));

/** The data source of this uid is made, as Grafana does once its settings have been saved. */
function made(uid: string) {
  const retire = jest.fn();
  const engine: Pick<Engine, 'retire' | 'directory'> = { retire, directory: () => new Promise(() => undefined) };
  jest.mocked(createEngine).mockReturnValueOnce(Object.assign(Object.create(null), engine));
  const { settings } = decodeSettings({ storage: 'none' });
  const instance: Partial<DataSourceInstanceSettings<DoraJsonData>> = { type: 'dora', uid, url: '/proxy' };
  const own = makeEngine(settings, Object.assign(Object.create(null), instance), () => ({ fetch: jest.fn() }));
  const ask = () => own.directory(new AbortController().signal);
  return { retire, ask };
}

test('a data source that is made anew with other settings retires the engine of the former one, and no other', () => {
  const [former, other] = [made('one'), made('two')];
  const latest = made('one');
  expect([former, other, latest].map(({ retire }) => retire.mock.calls.length)).toEqual([1, 0, 0]);
});

test('a page that is left keeps nothing of what was fetched: its engines are let go of', () => {
  const engines = [made('three'), made('four')];
  dispatchEvent(Object.assign(new Event('pagehide'), { persisted: true }));
  engines.forEach(({ ask }) => expect(ask).not.toThrow());
  dispatchEvent(Object.assign(new Event('pagehide'), { persisted: false }));
  engines.forEach(({ retire, ask }) => {
    expect(retire).toHaveBeenCalledTimes(1);
    expect(ask).toThrow('The page was left.');
  });
});
