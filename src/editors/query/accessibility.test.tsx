import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import React from 'react';
import { StoredQuery } from '../../datasource';
import { plainQuery, queryTypes } from '../../query';
import { giveAddresses, giveLayout } from '../testing/layout';
import { showInPanel, sourceWithNames } from '../testing/panel';
import { violationsIn } from '../testing/violations';
import { AnnotationQueryEditor } from './AnnotationQueryEditor';
import { QueryEditor } from './QueryEditor';
import { QueryHelp } from './QueryHelp';
import { VariableQueryEditor } from './VariableQueryEditor';

beforeAll(() => {
  giveLayout();
  giveAddresses();
});

// Real components and real typing take their time on a busy machine.
jest.setTimeout(120_000);

const everything: Partial<StoredQuery> = {
  ...plainQuery('metrics'),
  interval: 'week',
  windowDays: -1,
  comparison: 'date',
  filters: { teams: ['web', '$team'], repositories: ['acme/web'], services: [], environments: ['prod'] },
};

describe('axe-core finds nothing wrong', () => {
  it.each(queryTypes)('in the query editor: %s', async (queryType) => {
    showInPanel(QueryEditor, plainQuery(queryType));
    expect(await violationsIn()).toEqual([]);
  });

  it('in the query editor with every field, values, and what is wrong with them', async () => {
    showInPanel(QueryEditor, everything);
    expect(screen.getByText(/must be a whole number of days/)).toBeInTheDocument();
    expect(await violationsIn()).toEqual([]);
  });

  it('in the query editor while its examples are shown', async () => {
    const { user } = showInPanel(QueryEditor, plainQuery('metrics'));
    await user.click(screen.getByRole('button', { name: 'Examples' }));
    expect(await violationsIn()).toEqual([]);
  });

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

  it.each(['deployments', 'incidents', 'releases', 'experiments'] as const)(
    'in the annotation editor: %s',
    async (queryType) => {
      showInPanel(AnnotationQueryEditor, plainQuery(queryType));
      expect(await violationsIn()).toEqual([]);
    }
  );

  it.each(['teams', 'repositories', 'workflows'] as const)('in the variable editor: %s', async (kind) => {
    render(
      <VariableQueryEditor
        datasource={sourceWithNames()}
        query={{ refId: 'variable', kind, teams: kind === 'teams' ? [] : ['web'] }}
        onChange={() => {}}
        onRunQuery={() => {}}
      />
    );
    expect(await violationsIn()).toEqual([]);
  });

  it('in the help', async () => {
    render(<QueryHelp datasource={sourceWithNames()} query={{ refId: 'A' }} onClickExample={() => {}} />);
    await userEvent.tab();
    expect(await violationsIn()).toEqual([]);
  });
});
