import { readFile } from 'node:fs/promises';
import { Page } from 'playwright-core';
import { foreignViolations } from '../../../src/editors/testing/notOurs';

/**
 * What axe-core finds wrong in a part of a page as it is painted, contrast included; a line each, those of Grafana's own
 * components left out. The part is an editor, which is no page: landmarks are the page's. `only`: by these rules.
 */
export async function violationsIn(
  page: Page,
  part: string,
  only: readonly string[] | null = null
): Promise<readonly string[]> {
  if (!(await page.evaluate(() => 'axe' in window))) {
    // Not as an inline script: the page's content security policy holds for it.
    await page.evaluate(await readFile(require.resolve('axe-core/axe.min.js'), 'utf8'));
  }
  return page.evaluate(
    async ([selector, foreign, rules]) => {
      const { violations } = await window.axe.run(selector, {
        elementRef: true,
        ...(rules !== null && { runOnly: rules }),
        rules: { region: { enabled: false } },
      });
      return violations.flatMap(({ id, help, nodes }) =>
        nodes
          .filter((node) => !foreign.some((known) => known.rule === id && node.element?.matches(known.selector)))
          .map(({ target, html, failureSummary = '' }) => {
            const contrast = /contrast of [^.]*\.\d+[^.]*\.\d*[^)]*\)/.exec(failureSummary)?.[0] ?? '';
            return `${id}: ${help} (${target.join(' ')}) ${html.slice(0, 200)} ${contrast}`;
          })
      );
    },
    [part, [...foreignViolations], only === null ? null : [...only]] as const
  );
}

declare global {
  interface Window {
    readonly axe: typeof import('axe-core');
  }
}
