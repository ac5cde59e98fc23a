import { act } from '@testing-library/react';
import axe from 'axe-core';
import { foreignViolations } from './notOurs';

/**
 * What axe-core finds wrong in an element and in the menus that are open, a line each; empty: nothing that is ours. jsdom
 * paints nothing, so contrast is for the browser tests; an editor is part of a page, so landmarks are the page's.
 */
export async function violationsIn(element: Element = document.body): Promise<readonly string[]> {
  const lines: string[] = [];
  // What measures itself after it is shown settles first; what else happens meanwhile belongs to the test too.
  await act(async () => {
    await new Promise((resolve) => setTimeout(resolve, 0));
    const { violations } = await axe.run(element, {
      elementRef: true,
      rules: { 'color-contrast': { enabled: false }, region: { enabled: false } },
    });
    for (const { id, help, nodes } of violations) {
      const isForeign = (found: Element | undefined) =>
        foreignViolations.some(({ rule, selector }) => rule === id && found?.matches(selector) === true);
      nodes
        .filter((node) => !isForeign(node.element))
        .forEach(({ target, html }) => lines.push(`${id}: ${help} (${target.join(' ')}) ${html.slice(0, 200)}`));
    }
  });
  return lines;
}
