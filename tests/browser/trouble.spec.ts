import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { Page } from 'playwright-core';
import {
  assertShown,
  DashboardOptions,
  DashboardView,
  openDashboard,
  Reference,
  referenceOf,
  setFaults,
  setStage,
  Stage,
} from './harness';

const range = { from: Date.UTC(2026, 2, 1), to: Date.UTC(2026, 5, 1) };
const address = { from: String(range.from), to: String(range.to), variables: { team: 'Checkout' } };
const wrongToken = 'ghp_not-the-right-one-4711';

/** Everything a page gets, says and asks by address, as text, until asked for. */
class Traffic {
  private readonly pieces: Array<Promise<string>> = [];

  readonly watch = (page: Page): void => {
    page.on('console', (message) => this.pieces.push(Promise.resolve(message.text())));
    page.on('request', (request) => this.pieces.push(Promise.resolve(request.url())));
    page.on('response', (response) => {
      // A response that is cancelled with its page has no text.
      const body = response.text().catch(() => '');
      this.pieces.push(body, Promise.resolve(JSON.stringify(response.headers())));
    });
  };

  async text(): Promise<string> {
    return (await Promise.all(this.pieces)).join('\n');
  }
}

/** Runs in the page: its HTML with typed values, what it stores, and what Grafana gave it. */
async function whatThePageHolds(): Promise<string> {
  const stored = await Promise.all(
    (await indexedDB.databases()).map(
      ({ name = '' }) =>
        new Promise<string>((resolve) => {
          const opening = indexedDB.open(name);
          opening.onerror = () => resolve('');
          opening.onsuccess = () => {
            const database = opening.result;
            const stores = [...database.objectStoreNames];
            if (stores.length === 0) {
              resolve('');
              return;
            }
            const found: unknown[] = [];
            const reading = database.transaction(stores);
            stores.forEach((store) => {
              const all = reading.objectStore(store).getAll();
              all.onsuccess = () => found.push(all.result);
            });
            reading.oncomplete = () => resolve(JSON.stringify(found));
          };
        })
    )
  );
  return [
    document.documentElement.outerHTML,
    ...[...document.querySelectorAll('input')].map(({ value }) => value),
    JSON.stringify({ ...localStorage }),
    JSON.stringify({ ...sessionStorage }),
    document.cookie,
    JSON.stringify(Reflect.get(window, 'grafanaBootData')),
    ...stored,
  ].join('\n');
}

/** What may never reach a reader: a stack, an object's default text, code's words for nothing. */
function assertSentence(text: string): void {
  assert.match(text, /[A-Z][^.]{8,}\./, `no sentence: "${text}"`);
  assert.doesNotMatch(text, /\[object |undefined|NaN|\bat .+\(?.+:\d+:\d+|TypeError|Error: /, text);
}

describe('when something is wrong', () => {
  let stage: Stage;
  let reference: Reference;
  const traffic = new Traffic();

  const opened = (options: DashboardOptions = address) =>
    openDashboard(stage, 'dora-team-detail', {
      ...options,
      watch: (page) => {
        traffic.watch(page);
        options.watch?.(page);
      },
    });
  const saveToken = async (githubToken: string) => {
    const answer = await fetch(`${stage.url}/api/datasources/uid/preview`, {
      method: 'PUT',
      body: JSON.stringify({ jsonData: stage.upstreams.dataSource.jsonData, secureJsonData: { githubToken } }),
    });
    assert.equal(answer.status, 200, await answer.text());
  };
  const assertStat = async (view: DashboardView, title: string) => {
    const { answer } = await reference.panel('dora-team-detail', title, range, ['Checkout']);
    assert.ok(answer.type === 'metrics');
    assertShown(await view.statValue(title), answer.rows[answer.rows.length - 1].value, title);
  };
  const close = async (view: DashboardView | { page: Page }) => {
    const held = await view.page.evaluate(whatThePageHolds);
    for (const token of [wrongToken, ...Object.values(stage.upstreams.dataSource.secureJsonData)]) {
      assert.ok(token.length > 10 && !held.includes(token), 'a token is in the page or its storage');
    }
    await view.page.context().close();
  };

  before(async () => {
    stage = await setStage();
    reference = referenceOf(stage);
  });
  after(() => stage?.close());

  it('an empty range explains itself', async () => {
    const view = await opened({ ...address, from: String(Date.UTC(2019, 0, 1)), to: String(Date.UTC(2019, 1, 1)) });
    for (const title of ['Deployments', 'Incidents', 'Changes', 'Failed deployments']) {
      const notices = await view.notices(title);
      assert.ok(notices.length > 0, `${title} is empty and says nothing`);
      notices.forEach(assertSentence);
    }
    assertShown(await view.statValue('Deployment frequency'), 0, 'days without a deployment count as 0');
    assertShown(await view.statValue('Change fail rate'), null, 'a rate over nothing is empty');
    assert.deepEqual(view.problems, []);
    await close(view);
  });

  it("PagerDuty down: GitHub's numbers are shown, with a notice that names PagerDuty", async () => {
    await setFaults(stage.upstreams.settings.pagerdutyUrl, [{ kind: 'html', status: 503 }]);
    const view = await opened();
    await assertStat(view, 'Deployment frequency');
    await assertStat(view, 'Change lead time');
    for (const title of ['Change fail rate', 'Incidents']) {
      const notices = await view.notices(title);
      assert.ok(
        notices.some((notice) => notice.includes('PagerDuty')),
        `${title}: ${notices.join(' ')}`
      );
      notices.forEach(assertSentence);
    }
    await close(view);
    await setFaults(stage.upstreams.settings.pagerdutyUrl, []);
  });

  it('a repository that may not be read is named, and the others are shown', async () => {
    const view = await opened({
      ...address,
      // As GitHub answers a token that lacks a repository's permissions: GraphQL with 200 and no data, REST with 403.
      watch: (page: Page) =>
        void page.route('**/api/datasources/proxy/**', async (route) => {
          const asked = `${route.request().url()} ${route.request().postData() ?? ''}`;
          const message = 'Resource not accessible by personal access token';
          if (/\/repos\/acme\/cart\//.test(asked)) {
            await route.fulfill({ status: 403, json: { message } });
          } else if (/"name_\d+":\s*"cart"/.test(asked)) {
            // Of the repositories of a call only this one is withheld.
            const { variables } = route.request().postDataJSON();
            const places = Object.keys(variables).filter((name) => /^name_/.test(name) && variables[name] === 'cart');
            const response = await route.fetch();
            const body = await response.json();
            body.errors = [...(body.errors ?? [])];
            for (const alias of places.map((name) => name.replace('name_', 'q'))) {
              body.data[alias] = null;
              body.errors.push({ type: 'FORBIDDEN', path: [alias], message });
            }
            await route.fulfill({ response, json: body });
          } else {
            await route.continue();
          }
        }),
    });
    const notices = await view.notices('Deployments');
    assert.ok(
      notices.some((notice) => notice.includes('acme/cart')),
      notices.join(' ')
    );
    notices.forEach(assertSentence);
    const [, ...rows] = await view.table('Repositories');
    assert.ok(
      rows.some(([name, value]) => name === 'acme/checkout-api' && /\d/.test(value)),
      JSON.stringify(rows)
    );
    await close(view);
  });

  it('a wrong token gives a sentence in panels and in Save & test, and no stack', async () => {
    await saveToken(wrongToken);
    const view = await opened();
    const texts = await view.page.locator('section[data-testid^="data-testid Panel header"]').allInnerTexts();
    const notices = await view.notices('Deployments');
    const errors = await view.panel('Deployments').getByTestId('data-testid Panel status error').all();
    assert.ok(notices.length + errors.length > 0, 'the panel says nothing');
    notices.forEach(assertSentence);
    assert.ok(
      notices.some((notice) => /GitHub/.test(notice) && /token/i.test(notice)),
      notices.join(' ')
    );
    texts.forEach((text) => assert.doesNotMatch(text, /\[object |TypeError|undefined|\n\s+at /, text));
    await close(view);

    const settings = await stage.open('/datasource', { watch: traffic.watch });
    await settings.page.getByTestId('data-testid Data source settings page Save and Test button').click();
    const result = settings.page.getByTestId('data-testid Data source settings page Alert');
    await result.waitFor();
    const said = await result.innerText();
    assertSentence(said);
    assert.match(said, /GitHub[^\n]*token/i);
    assert.match(said, /PagerDuty: /);
    await close(settings);
    await saveToken(stage.upstreams.dataSource.secureJsonData.githubToken);
  });

  it('no token was in any address, answer, header or line of the console', async () => {
    const all = await traffic.text();
    assert.ok(all.includes('/api/datasources/proxy/') && all.length > 100_000, 'the traffic was not recorded');
    for (const token of [wrongToken, ...Object.values(stage.upstreams.dataSource.secureJsonData)]) {
      assert.ok(!all.includes(token), 'a token is in the traffic');
    }
  });
});
