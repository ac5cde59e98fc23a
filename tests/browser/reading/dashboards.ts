import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { MetricRow, Progress } from '../../../src/engine';
import { metricTitles } from '../../../src/query';
import { assertShown, DashboardView, openDashboard, Reference, shownInstant } from '../harness';
import { SharedStage, sharedStage } from './sharedStage';

/** Fixed, so that browser and Node ask for the same instants. */
const range = { from: Date.UTC(2026, 2, 1), to: Date.UTC(2026, 5, 1) };
const address = { from: String(range.from), to: String(range.to) };

const stats = [
  'Deployment frequency',
  'Change lead time',
  'Failed deployment recovery time',
  'Change fail rate',
  'Deployment rework rate',
  'Time to restore',
];

function metricRows({ answer }: Progress): readonly MetricRow[] {
  assert.equal(answer.type, 'metrics');
  return answer.type === 'metrics' ? answer.rows : [];
}

async function assertStats(view: DashboardView, reference: Reference, uid: string, teams: readonly string[]) {
  for (const title of stats) {
    const rows = metricRows(await reference.panel(uid, title, range, teams));
    assertShown(await view.statValue(title), rows[rows.length - 1].value, `${uid}, ${title}`);
  }
}

/** Value and n of every metric of a table with a row per group. */
async function assertGroups(
  table: ReadonlyArray<readonly string[]>,
  rows: readonly MetricRow[],
  key: 'team' | 'repository'
) {
  const [header, ...shown] = table;
  const groups = [...new Set(rows.map(({ group }) => group[key] ?? ''))];
  assert.deepEqual(shown.map(([name]) => name).sort(), [...groups].sort());
  const titles = new Map(rows.map(({ metric }) => [metricTitles[metric].toLowerCase(), metric]));
  const places = header.flatMap((name, index) => (titles.has(name.toLowerCase()) ? [index] : []));
  assert.ok(places.length >= 4, `too few metrics are drawn: ${header.join(', ')}`);
  for (const cells of shown) {
    for (const [order, place] of places.entries()) {
      const metric = titles.get(header[place].toLowerCase());
      const row = rows.find((one) => (one.group[key] ?? '') === cells[0] && one.metric === metric);
      assert.ok(row !== undefined, `no row of the engine for ${cells[0]}, ${header[place]}`);
      assertShown(cells[place], row.value, `${cells[0]}, ${header[place]}`);
      // Level and n stand behind their value and before the next one.
      const behind = header.slice(place + 1, places[order + 1] ?? header.length);
      const n = behind.findIndex((name) => /(^|\s)n$/.test(name));
      if (n >= 0) {
        assert.equal(
          cells[place + 1 + n],
          row.k === null ? String(row.n) : `${row.k}/${row.n}`,
          `${cells[0]}, ${behind[n]}`
        );
      }
    }
    const counts = header.filter((name) => /(^|\s)n$/.test(name));
    assert.ok(counts.length >= 4, `n is missing: ${header.join(', ')}`);
  }
}

/** The final state: nothing is being read any more, nothing is blank, no picture is empty. */
async function assertFinished({ page, problems }: DashboardView) {
  assert.equal(await page.getByTestId('data-testid Panel loading bar').count(), 0, 'a panel is still loading');
  const panels = await page.locator('section[data-testid^="data-testid Panel header"]').evaluateAll((sections) =>
    sections.map((section) => ({
      title: section.getAttribute('data-testid') ?? '',
      text: section.querySelector('[data-testid="data-testid panel content"]')?.textContent ?? '',
      notices: [...section.querySelectorAll('[data-testid^="panel-notice-"]')].map(
        (one) => one.getAttribute('aria-label') ?? ''
      ),
      hasNoData: section.querySelector('[data-testid="data-testid Panel data error message"]') !== null,
      pictures: [...section.querySelectorAll('canvas')].map((canvas) => {
        const pixels = canvas.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height).data ?? [];
        return pixels.some((byte) => byte !== 0);
      }),
    }))
  );
  assert.ok(panels.length > 10, `only ${panels.length} panels are drawn`);
  for (const { title, text, notices, hasNoData, pictures } of panels) {
    assert.ok(pictures.every(Boolean), `${title}: an empty picture`);
    assert.ok(text !== '' || pictures.length > 0, `${title}: blank`);
    assert.ok(!hasNoData || notices.length > 0, `${title}: no data, and no word why`);
    assert.ok(!notices.some((notice) => /still reading/i.test(notice)), `${title}: ${notices.join(' ')}`);
  }
  assert.ok(
    panels.some(({ pictures }) => pictures.length > 0),
    'no picture is drawn'
  );
  assert.deepEqual(problems, []);
}

describe('the bundled dashboards', () => {
  let stage: SharedStage;
  let reference: Reference;
  let overview: DashboardView;
  let detail: DashboardView;
  let everybody: readonly string[];
  before(async () => {
    stage = await sharedStage();
    reference = stage.reference;
    everybody = stage.upstreams.settings.teams.map(({ name }) => name);
    overview = await openDashboard(stage, 'dora-overview', { ...address, beside: stage.readers });
    const variables = { team: 'Checkout' };
    detail = await openDashboard(stage, 'dora-team-detail', { ...address, variables, beside: stage.readers });
  });
  after(() => stage?.close());

  it('end with everything read and drawn: overview', () => assertFinished(overview));
  it('end with everything read and drawn: team', () => assertFinished(detail));

  it("show the engine's six numbers of all teams together", () =>
    assertStats(overview, reference, 'dora-overview', everybody));

  it("show the engine's six numbers of one team", () =>
    assertStats(detail, reference, 'dora-team-detail', ['Checkout']));

  it('show each team with its own values and its own n', async () => {
    const rows = metricRows(await reference.panel('dora-overview', 'Teams', range, everybody));
    await assertGroups(await overview.table('Teams'), rows, 'team');
  });

  it('show each repository of a team with its own values and its own n', async () => {
    const rows = metricRows(await reference.panel('dora-team-detail', 'Repositories', range, ['Checkout']));
    await assertGroups(await detail.table('Repositories'), rows, 'repository');
  });

  it('mark experiments where they are, in grey what is no evidence, and can be switched', async () => {
    const { page } = overview;
    const panel = overview.panel('Change lead time', 1);
    const marks = panel.getByTestId('annotation-region');
    await marks.first().waitFor({ state: 'attached' });
    // The time range has 92 days from 1 March. The first experiment is from 2 March to 1 May with a fortnight of washout, the
    // second from 26 May with a week of it, more than is left.
    const [first, second] = stage.upstreams.settings.experiments;
    assert.deepEqual([first.start, first.end, second.start], ['2026-03-02', '2026-05-01', '2026-05-26']);
    const shares: Readonly<Record<string, readonly number[]>> = {
      [first.name]: [1 / 92, 61 / 92],
      [`Washout: ${first.name}`]: [1 / 92, 15 / 92],
      [second.name]: [86 / 92, 1],
      [`Washout: ${second.name}`]: [86 / 92, 1],
    };
    const axis = await panel.locator('.u-over').boundingBox();
    assert.ok(axis !== null);
    assert.equal(await marks.count(), Object.keys(shares).length);
    for (const mark of await marks.all()) {
      const [title] = ((await mark.getAttribute('aria-label')) ?? '').split('\n');
      const box = await mark.boundingBox();
      assert.ok(box !== null && title in shares, `${title}: ${JSON.stringify(box)}`);
      const [left, right] = [box.x, box.x + box.width].map((edge) => (edge - axis.x) / axis.width);
      const [from, to] = shares[title];
      assert.ok(Math.abs(left - from) < 0.01 && Math.abs(right - to) < 0.01, `${title} from ${left} to ${right}`);
    }
    const washout = panel.locator(`[aria-label^="Washout: ${first.name}"]`);
    assert.equal(await washout.evaluate((bar) => getComputedStyle(bar).backgroundColor), 'rgb(128, 128, 128)');
    await washout.hover();
    const tooltip = page.getByTestId('annotation-tooltip');
    assert.match(await tooltip.innerText(), /2026-03-02 00:00:00 – 2026-03-16 00:00:00[\s\S]*no evidence/);
    const experiments = page.getByText('Experiments', { exact: true });
    await experiments.click();
    await marks.first().waitFor({ state: 'detached' });
    await experiments.click();
    await marks.first().waitFor({ state: 'attached' });
  });

  it('show observations, open, unknown and approximate of every metric', async () => {
    const rows = metricRows(await reference.panel('dora-overview', 'Observations and intervals', range, everybody));
    const [header, ...shown] = await overview.table('Observations and intervals');
    assert.equal(shown.length, rows.length);
    for (const cells of shown) {
      const cell = (name: string) => cells[header.indexOf(name)];
      const row = rows.find(({ metric }) => metricTitles[metric].toLowerCase() === cell('Metric').toLowerCase());
      assert.ok(row !== undefined, `the engine has no ${cell('Metric')}`);
      assertShown(cell('Result'), row.value, cell('Metric'));
      assert.equal(cell('Observations'), row.k === null ? String(row.n) : `${row.k}/${row.n}`);
      assert.deepEqual(
        [cell('Open'), cell('Unknown'), cell('Approximate')],
        [row.open, row.unknown, row.approximate].map(String),
        cell('Metric')
      );
    }
  });

  it("list the engine's deployments, newest first, each with its facts", async () => {
    const { answer } = await reference.panel('dora-team-detail', 'Deployments', range, ['Checkout']);
    assert.ok(answer.type === 'deployments' && answer.rows.length > 20);
    await assertList(detail, 'Deployments', answer.rows, {
      Finished: (row) => shownInstant(row.finishedAt),
      Repository: (row) => row.repository,
      Environment: (row) => row.environment,
      Commit: (row) => row.sha.slice(0, 7),
      Changes: (row) => String(row.changes),
      Failed: (row) => (row.failed ? 'Yes' : 'No'),
      Rework: (row) => (row.rework ? 'Yes' : 'No'),
    });
  });

  it("list the engine's incidents with the deployment that each is counted for", async () => {
    const { answer } = await reference.panel('dora-team-detail', 'Incidents', range, ['Checkout']);
    assert.ok(answer.type === 'incidents' && answer.rows.length > 5);
    await assertList(detail, 'Incidents', answer.rows, {
      Started: (row) => shownInstant(row.createdAt),
      Incident: (row) => row.id,
      Title: (row) => row.title,
      Service: (row) => row.service ?? '',
      Resolved: (row) => shownInstant(row.resolvedAt),
      Deployment: (row) => row.deployment ?? '',
    });
  });
});

/** Rows in view against the first rows of the engine, in the columns that are drawn. */
async function assertList<Row>(
  view: DashboardView,
  title: string,
  rows: readonly Row[],
  facts: Readonly<Record<string, (row: Row) => string>>
) {
  const [header, ...shown] = await view.table(title);
  const columns = Object.keys(facts).filter((name) => header.includes(name));
  assert.ok(columns.length >= 4, `too few columns are drawn: ${header.join(', ')}`);
  assert.ok(shown.length >= 5, `too few rows are drawn: ${shown.length}`);
  const seen = shown.map((cells) => columns.map((name) => cells[header.indexOf(name)]));
  const expected = rows.slice(0, shown.length).map((row) => columns.map((name) => facts[name](row)));
  assert.deepEqual(seen, expected);
}
