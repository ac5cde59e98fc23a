import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import React from 'react';
import { plainQuery } from '../../query';
import { giveAddresses, giveLayout } from '../testing/layout';
import { showInPanel, sourceWithNames } from '../testing/panel';
import { violationsIn } from '../testing/violations';
import { QueryEditor } from './QueryEditor';
import { QueryHelp } from './QueryHelp';

beforeAll(() => {
  giveLayout();
  giveAddresses();
});

// Real components and real typing take their time on a busy machine.
jest.setTimeout(120_000);

/** The states that pass by; those that stay are read as they are painted, by `tests/browser/reading/accessibility.ts`. */
describe('axe-core finds nothing wrong', () => {
  it('in the query editor while names are offered and one is not known', async () => {
    const filters = { teams: ['wbe'], repositories: [], services: [], environments: [] };
    const { user, container } = showInPanel(QueryEditor, { ...plainQuery('runs'), filters });
    await user.click(screen.getByLabelText('Teams'));
    await screen.findByText(/There is no team "wbe"/);
    // Without the open list, which is Grafana's: its options have a checkbox inside.
    expect(await violationsIn(container)).toEqual([]);
  });

  it('in what replaces the editor for a newer version, and in what was not understood', async () => {
    showInPanel(QueryEditor, { schemaVersion: 99, queryType: 'metrics' });
    showInPanel(QueryEditor, { ...plainQuery('metrics'), groupBy: JSON.parse('["colour"]') });
    expect(await violationsIn()).toEqual([]);
  });

  it('in the help', async () => {
    render(<QueryHelp datasource={sourceWithNames()} query={{ refId: 'A' }} onClickExample={() => {}} />);
    await userEvent.tab();
    expect(await violationsIn()).toEqual([]);
  });
});
