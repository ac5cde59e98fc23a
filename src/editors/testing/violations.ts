import { act } from '@testing-library/react';
import axe from 'axe-core';

/**
 * What axe-core finds wrong in an element and in the menus that are open, a line each; empty: nothing. jsdom paints nothing,
 * so contrast is for the browser tests; an editor is part of a page, so landmarks are the page's.
 */
export async function violationsIn(element: Element = document.body): Promise<readonly string[]> {
  // What measures itself after it is shown settles first.
  await act(() => new Promise((resolve) => setTimeout(resolve, 0)));
  const { violations } = await axe.run(element, {
    rules: { 'color-contrast': { enabled: false }, region: { enabled: false } },
  });
  return violations.flatMap(({ id, help, nodes }) =>
    nodes.map(({ target, html }) => `${id}: ${help} (${target.join(' ')}) ${html.slice(0, 200)}`)
  );
}
