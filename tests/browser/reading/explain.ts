import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { plainQuery } from '../../../src/query';
import { DashboardView, openDashboard } from '../harness';
import { SharedStage, sharedStage } from './sharedStage';

/** From a number to its events, from an event to the settings. */
const range = { from: String(Date.UTC(2026, 2, 1)), to: String(Date.UTC(2026, 5, 1)) };
const variables = { team: 'Payments', metric: 'changeFailRate' };

describe('explain a number', () => {
  let stage: SharedStage;
  let view: DashboardView;

  before(async () => {
    stage = await sharedStage();
    view = await openDashboard(stage, 'dora-explain', { ...range, variables, beside: stage.readers });
  });
  after(() => stage?.close());

  it('shows the number, what it rests on, and the same number first of all variants', async () => {
    const shown = (await view.statValue('The number')).replace(/\s/g, '');
    const [header, row] = await view.table('What it rests on');
    assert.equal(row[header.indexOf('Result')].replace(/\s/g, ''), shown);
    const [names, asked, strict] = await view.table('Sensitivity');
    assert.equal(asked[names.indexOf('Change fail rate')].replace(/\s/g, ''), shown);
    assert.equal(asked[names.indexOf('Observations')], row[header.indexOf('Observations')]);
    assert.match(strict[0], /^Strict/);
  });

  it('says of each event why it counts, and of others why they do not', async () => {
    const [names, first] = await view.table('Counted');
    assert.match(first[names.indexOf('Because')], /^Counted as failed: /);
    assert.equal(first[names.indexOf('Value')], '1');
    const [, missed] = await view.table('Not counted, and why');
    assert.match(missed.join(' '), /No deployment of acme\/[\w-]+ within 24 h before it: the nearest, /);
    const [, near] = await view.table('Near misses');
    assert.match(near.join(' '), /the nearest, /);
  });

  it('leads from a table and from a stat to the same events in Explore', async () => {
    const href = await view.panel('What it rests on').getByRole('link').first().getAttribute('href');
    const filters = { ...plainQuery('items').filters, teams: [variables.team] };
    const [query] = queriesOf(href);
    assert.deepEqual(
      { ...query, refId: undefined, datasource: undefined },
      { ...plainQuery('items'), outcome: 'all', filters, refId: undefined, datasource: undefined }
    );
    const { page, problems } = await stage.open(href ?? '', { beside: stage.readers });
    await page.getByText('All events that count or do not count in change fail rate of team Payments').waitFor();
    await page
      .getByText(/Counted as failed: /)
      .first()
      .waitFor();
    assert.deepEqual(problems, []);
    await page.close();
  });

  it('leads from a row of Sensitivity to the events by its own choice', async () => {
    const [, , strict] = await view.table('Sensitivity');
    assert.match(strict[0], /^Strict/);
    const links = view.panel('Sensitivity').getByRole('link');
    const attributionOf = async (row: number) => {
      const [query] = queriesOf(await links.nth(row).getAttribute('href'));
      return 'attribution' in query ? query.attribution : null;
    };
    assert.deepEqual([await attributionOf(0), await attributionOf(1)], ['inclusive', 'strict']);
    assert.deepEqual(view.problems, []);
  });

  it('leads from an incident to a ruling that only needs its reason', async () => {
    await view.panel('Near misses').getByText('Rule on this incident').first().click();
    await view.page.waitForURL(/\/connections\/datasources\/edit\/.*doraIncident=/);
    await view.page.getByText(/The rules lay it to no deployment\./).waitFor();
    const field = (name: string) => view.page.locator(`#dora-config-requested-ruling-${name}`).inputValue();
    assert.notEqual(await field('incident'), '');
    assert.match(await field('at'), /^\d{4}-\d\d-\d\d$/);
    assert.equal(await field('reason'), '');
    assert.deepEqual(view.problems, []);
  });
});

/** The queries that a link opens Explore with. */
function queriesOf(href: string | null): readonly object[] {
  const left: unknown = JSON.parse(new URL(href ?? '', 'http://x').searchParams.get('left') ?? '{}');
  return typeof left === 'object' && left !== null && 'queries' in left && Array.isArray(left.queries)
    ? left.queries
    : [];
}
