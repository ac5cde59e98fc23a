import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { Page } from 'playwright-core';
import { readLocale } from '../../../scripts/locales/files';
import { selectors } from '../../../src/editors/selectors';
import { OpenedPage } from '../harness';
import { SharedStage, sharedStage } from './sharedStage';

const english = readLocale('en-US');
const german = readLocale('de-DE');
const spokenInGerman = new Set(german.values());

/** A text as it may appear, with any values in place. */
function shape(text: string): RegExp {
  const literal = text
    .replace(/<\/?\w+>/g, '')
    .split(/\{\{\w+\}\}/)
    .map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${literal.join('.+?')}$`);
}

/** English texts that have a German one of their own; where values come first and last, anything would look like them. */
const leftovers = [...english]
  .filter(([id, text]) => german.get(id) !== text && !spokenInGerman.has(text))
  .filter(([, text]) => text.replace(/\{\{\w+\}\}/g, '').trim().length > 3)
  .map(([id, text]) => ({ id, looks: shape(text) }));

/** Every text on the page, seen or read out. Names of columns are contracts and the same in every language. */
async function textsOn(page: Page): Promise<readonly string[]> {
  const texts = await page.evaluate(() => {
    const found: string[] = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
      const isName = node.parentElement?.closest('[role="columnheader"], nav, header, script, style') ?? null;
      if (isName === null) {
        found.push(node.textContent ?? '');
      }
    }
    for (const element of document.querySelectorAll('[aria-label], [placeholder], [title]')) {
      found.push(...['aria-label', 'placeholder', 'title'].map((name) => element.getAttribute(name) ?? ''));
    }
    return found;
  });
  return [...new Set(texts.map((text) => text.replace(/\s+/g, ' ').trim()))].filter((text) => text !== '');
}

/**
 * Not the plugin's words: Grafana's own components, whose translations are not in its packages, GitHub's names, the title
 * of the preview's own panel, and a title in a bundled dashboard.
 */
const notOurs = /^(Remove .+|Pull requests|Result|Inclusive: also incidents soon after a deployment)$/;

async function assertNoEnglish(page: Page, concerns: (text: string) => boolean = () => true): Promise<void> {
  const texts = (await textsOn(page)).filter((text) => concerns(text) && !notOurs.test(text));
  const found = texts.flatMap((text) =>
    leftovers.filter(({ looks }) => looks.test(text)).map(({ id }) => `${id}: ${text}`)
  );
  assert.deepEqual(found, []);
}

/** What is wider than the place it has is cut off; the longest words of German are where that shows. */
async function assertNothingCut(page: Page, within: string): Promise<void> {
  const cut = await page.evaluate((selector) => {
    const parts = [
      ...document.querySelectorAll(`${selector} label, ${selector} button, ${selector} p, ${selector} legend`),
    ];
    return (
      parts
        .filter(
          (part) => part instanceof HTMLElement && part.clientWidth > 0 && part.scrollWidth > part.clientWidth + 1
        )
        .map((part) => part.textContent ?? '')
        // An icon button's outline is no text.
        .filter((text) => text.trim() !== '')
    );
  }, within);
  assert.deepEqual(cut, []);
}

describe('in German', () => {
  let stage: SharedStage;
  before(async () => {
    stage = await sharedStage();
  });
  after(() => stage?.close());

  const open = (path: string, width?: number): Promise<OpenedPage> =>
    stage.open(`${path}${path.includes('?') ? '&' : '?'}lang=de-DE`, { width, height: 1600, beside: stage.readers });

  for (const width of [1440, 800]) {
    it(`the settings are German, and nothing of them is cut off, ${width} wide`, async () => {
      const { page, problems } = await open('/datasource', width);
      await page.getByText('Aus GitHub lesen').waitFor();
      await page.getByTestId(selectors.config.connection('github')).getByText('Repositorys sichtbar').first().waitFor();
      await page.getByTestId(selectors.config.team(0, 'toggle')).click();
      await page.getByText('Eigene Regeln').first().waitFor();
      await assertNoEnglish(page);
      await assertNothingCut(page, 'form');
      assert.deepEqual(problems, []);
      await page.close();
    });

    it(`the query editor is German and says what a query means, ${width} wide`, async () => {
      const query = {
        schemaVersion: 1,
        queryType: 'metrics',
        metrics: ['changeLeadTime'],
        groupBy: ['team'],
        interval: 'week',
        filters: { teams: ['Checkout', 'Payments'], repositories: [], services: [], environments: [] },
      };
      const { page, problems } = await open(`/explore?query=${encodeURIComponent(JSON.stringify(query))}`, width);
      const sentence = page.getByTestId(selectors.query.sentence('A'));
      await sentence.getByText('Median der Change Lead Time von Teams Checkout und Payments, je Team').waitFor();
      await assertNoEnglish(page);
      await assertNothingCut(page, '[data-testid="query-editor"]');
      assert.deepEqual(problems, []);
      await page.close();
    });
  }

  it('a dashboard has its words, units and notices in German; its titles and columns stay as they are saved', async () => {
    const { page, problems } = await open('/d/dora-overview?timezone=utc');
    await page.getByText('pro Woche').or(page.getByText('pro Tag')).first().waitFor({ timeout: 90_000 });
    await page.getByText('Deployment frequency').first().waitFor();
    // Names of columns, series and panels are single words and stay; a sentence is the plugin's.
    await assertNoEnglish(page, (text) => text.split(' ').length > 3);
    assert.deepEqual(problems, []);
    await page.close();
  });

  it('an unknown language is English', async () => {
    const { page, problems } = await stage.open('/datasource?lang=xx-XX', { beside: stage.readers });
    await page.getByText('Read from GitHub', { exact: true }).waitFor();
    assert.deepEqual(problems, []);
    await page.close();
  });
});
