import { annotationFrame, framing } from '.';
import { Answer, DeploymentRow } from '../engine';
import { complete } from '../engine/testing/complete';
import { Slices } from '../metrics';
import { MetricsQuery, plainQuery } from '../query';
import { context, day, deploymentRow, metricRow, monday } from './testing/rows';

/** What is read of a row in one step, at most; a page is given a turn between steps. */
const mostReads = 20_000;

/** Deployments whose reading is counted. */
function counted(length: number) {
  const count = { reads: 0 };
  const row = new Proxy(deploymentRow({}), {
    get(target, name: keyof DeploymentRow) {
      count.reads++;
      return target[name];
    },
  });
  const answer: Answer = { type: 'deployments', rows: Array.from({ length }, () => row), notices: [] };
  return { answer, count };
}

/** The most that is read in one step, and in all of them. */
function readsOf(steps: Slices<unknown>, count: { reads: number }) {
  let [most, all] = [0, 0];
  for (let isOver = false; !isOver;) {
    count.reads = 0;
    isOver = steps.next().done === true;
    most = Math.max(most, count.reads);
    all += count.reads;
  }
  return { most, all };
}

describe('the frames of a long list', () => {
  it('are made in steps: a table', () => {
    const { answer, count } = counted(20_000);
    const query = plainQuery('deployments');
    const steps = framing({ refId: 'A', query, progress: complete(answer), context, benchmarkYear: 2024 });
    const { most, all } = readsOf(steps, count);
    expect(all).toBeGreaterThan(16 * 20_000);
    expect(most).toBeLessThanOrEqual(mostReads);
  });

  it('are made in steps: annotations', () => {
    const { answer, count } = counted(20_000);
    const { most, all } = readsOf(annotationFrame(answer, { from: monday, now: monday }), count);
    expect(all).toBeGreaterThan(8 * 20_000);
    expect(most).toBeLessThanOrEqual(mostReads);
  });
});

describe('the frames of many series', () => {
  const repositories = Array.from({ length: 500 }, (_, index) => `acme/r${index}`);
  const rows = repositories.flatMap((repository) =>
    [0, 1].map((week) => metricRow({ group: { repository }, time: monday + week * 7 * day * 1000, value: 60 }))
  );

  it.each(['plain', 'wide'] as const)('and their links are made in steps: %s', (shape) => {
    const query: MetricsQuery = {
      ...plainQuery('metrics'),
      metrics: ['changeLeadTime'],
      interval: 'week',
      groupBy: ['repository'],
      shape,
    };
    const source = { uid: 'dora', name: 'DORA' };
    const progress = complete({ type: 'metrics', rows, notices: [] });
    const steps = framing({ refId: 'A', query, progress, context, benchmarkYear: 2024, source });
    let count = 0;
    while (steps.next().done !== true) {
      count++;
    }
    // One for each series, one for each of its links.
    expect(count).toBeGreaterThanOrEqual(2 * repositories.length);
  });
});
