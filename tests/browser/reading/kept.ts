import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { DashboardView, openDashboard } from '../harness';
import { SharedStage, sharedStage } from './sharedStage';

/** What was read is kept in the browser's own storage, and a reload costs no more than a look at what is new. */
describe('what was read outlives the page', () => {
  let stage: SharedStage;
  let view: DashboardView;
  let calls = 0;
  let first = 0;
  before(async () => {
    stage = await sharedStage();
    view = await openDashboard(stage, 'dora-overview', {
      from: String(stage.now - 60 * 86_400_000),
      to: String(stage.now),
      watch: (page) =>
        page.on('request', (request) => {
          calls += request.url().includes('/api/datasources/proxy/') ? 1 : 0;
        }),
    });
    first = calls;
  });
  after(() => stage?.close());

  /** Until what was read is on the disk: it is written in batches. */
  const written = () => view.page.waitForTimeout(3_000);

  it('is there again after a reload, with the same numbers and nearly no calls', async () => {
    const shown = await view.statValue('Change fail rate');
    await written();
    assert.ok(first > 50, `only ${first} calls to begin with`);
    calls = 0;
    await view.page.reload();
    await view.settled();
    assert.equal(await view.statValue('Change fail rate'), shown);
    assert.ok(calls <= first / 10, `${calls} calls after the reload, ${first} before it`);
    assert.deepEqual(view.problems, []);
  });

  it('lies in a database of this data source and user, which holds no token', async () => {
    const kept = await view.page.evaluate(async () => {
      const names = (await indexedDB.databases()).map(({ name }) => name ?? '');
      const texts: string[] = [];
      for (const name of names) {
        const database = await new Promise<IDBDatabase>((resolve, reject) => {
          const opening = indexedDB.open(name);
          opening.onsuccess = () => resolve(opening.result);
          opening.onerror = () => reject(opening.error);
        });
        for (const store of database.objectStoreNames) {
          const entries = await new Promise<unknown[]>((resolve, reject) => {
            const reading = database.transaction(store).objectStore(store).getAll();
            reading.onsuccess = () => resolve(reading.result);
            reading.onerror = () => reject(reading.error);
          });
          texts.push(JSON.stringify(entries));
        }
        database.close();
      }
      return { names, text: texts.join('\n') };
    });
    assert.equal(kept.names.length, 1);
    assert.match(kept.names[0], /^deliverymetrics-dora-datasource\//);
    assert.ok(kept.text.includes('acme/'), 'nothing is kept');
    const { githubToken = '', pagerdutyToken = '' } = stage.upstreams.dataSource.secureJsonData;
    assert.ok(githubToken !== '' && !kept.text.includes(githubToken));
    assert.ok(pagerdutyToken !== '' && !kept.text.includes(pagerdutyToken));
  });
});
