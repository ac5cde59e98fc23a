import { render } from '@testing-library/react';
import React from 'react';
import { marked } from './marked';

const marks = {
  b: (text: string) => <strong>{text}</strong>,
  a: (text: string) => <a href="https://example.com">{text}</a>,
};

it.each([
  ['plain text', 'Nothing is marked.', 'Nothing is marked.'],
  ['a part', 'Tick <b>Read-only</b> here.', 'Tick <strong>Read-only</strong> here.'],
  ['parts in another order', '<a>Hier</a> <b>x</b>', '<a href="https://example.com">Hier</a> <strong>x</strong>'],
  ['a mark that nobody draws', 'a <i>b</i> c', 'a b c'],
  ['an angle bracket', 'a < b and <c', 'a &lt; b and &lt;c'],
])('draws %s', (_case, text, expected) => {
  const { container } = render(<>{marked(text, marks)}</>);
  expect(container.innerHTML).toBe(expected);
});
