import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import React from 'react';
import { StoredQuery } from '../../datasource';
import { giveAddresses } from '../testing/layout';
import { sourceWithNames } from '../testing/panel';
import { examples } from './examples';
import { QueryHelp } from './QueryHelp';

beforeAll(giveAddresses);

describe('QueryHelp', () => {
  it('hands over the whole query of an example, keeping whose it is', async () => {
    const chosen: StoredQuery[] = [];
    const query = { refId: 'C', hide: false, queryType: 'runs', workflows: ['ci'] };
    render(
      <QueryHelp datasource={sourceWithNames()} query={query} onClickExample={(example) => chosen.push(example)} />
    );
    await userEvent.click(screen.getByRole('button', { name: new RegExp(examples()[2].question.replace('?', '\\?')) }));
    expect(chosen).toEqual([{ refId: 'C', hide: false, ...examples()[2].query }]);
  });

  it('links to how the numbers are defined', () => {
    render(<QueryHelp datasource={sourceWithNames()} query={{ refId: 'A' }} onClickExample={() => {}} />);
    expect(screen.getByRole('link', { name: /How every number is defined/ })).toHaveAttribute(
      'href',
      expect.stringContaining('docs/metrics.md')
    );
  });
});
