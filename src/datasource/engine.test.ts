import { DataSourceInstanceSettings } from '@grafana/data';
import { createEngine, Engine } from '../engine';
import { decodeSettings } from '../query';
import { makeEngine } from './engine';
import { DoraJsonData } from './types';

jest.mock('../engine', () => ({ ...jest.requireActual<object>('../engine'), createEngine: jest.fn() }));

/** The data source of this uid is made, as Grafana does once its settings have been saved. */
function made(uid: string): jest.Mock {
  const retire = jest.fn();
  const engine: Pick<Engine, 'retire'> = { retire };
  jest.mocked(createEngine).mockReturnValueOnce(Object.assign(Object.create(null), engine));
  const { settings } = decodeSettings({ storage: 'none' });
  const instance: Partial<DataSourceInstanceSettings<DoraJsonData>> = { type: 'dora', uid, url: '/proxy' };
  makeEngine(settings, Object.assign(Object.create(null), instance), () => ({ fetch: jest.fn() }));
  return retire;
}

test('a data source that is made anew with other settings retires the engine of the former one, and no other', () => {
  const [former, other] = [made('one'), made('two')];
  const latest = made('one');
  expect([former, other, latest].map(({ mock }) => mock.calls.length)).toEqual([1, 0, 0]);
});
