import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import React, { useState } from 'react';
import { StoredVariableQuery } from '../../datasource';
import { selectors } from '../selectors';
import { giveLayout } from '../testing/layout';
import { sourceWithNames } from '../testing/panel';
import { VariableQueryEditor } from './VariableQueryEditor';

beforeAll(giveLayout);

// Real components and real typing take their time on a busy machine.
jest.setTimeout(30_000);

/** The editor as a variable's settings hold it. */
function show(stored: StoredVariableQuery) {
  const saved: StoredVariableQuery[] = [];
  const source = sourceWithNames();
  let runs = 0;
  function Variable() {
    const [query, setQuery] = useState(stored);
    return (
      <VariableQueryEditor
        datasource={source}
        query={query}
        onChange={(next) => {
          saved.push(next);
          setQuery(next);
        }}
        onRunQuery={() => {
          runs += 1;
        }}
      />
    );
  }
  render(<Variable />);
  return { saved, runs: () => runs, user: userEvent.setup(), source };
}

describe('VariableQueryEditor', () => {
  it('lists teams where nothing is said yet, also for what an old dashboard left there', () => {
    show(JSON.parse('""'));
    expect(screen.getByTestId(selectors.variable.sentence)).toHaveTextContent('Teams.');
    expect(screen.queryByLabelText('Of teams')).not.toBeInTheDocument();
  });

  it('offers every kind of name, and saves the choice', async () => {
    const { saved, runs, user } = show({ refId: 'variable' });
    await user.click(screen.getByLabelText('List'));
    const offered = (await screen.findAllByRole('option')).map(({ firstChild }) => firstChild?.firstChild?.textContent);
    expect(offered).toEqual(['Teams', 'Repositories', 'Services', 'Production environments', 'Workflows', 'Labels']);
    await user.keyboard('{ArrowDown}{Enter}');
    expect(saved).toEqual([{ refId: 'variable', kind: 'repositories', teams: [] }]);
    expect(runs()).toBe(1);
  });

  it('depends on teams and repositories, which may be variables themselves', async () => {
    const { saved, user, source } = show({ refId: 'variable', kind: 'workflows', teams: ['web'] });
    const asked = jest.spyOn(source, 'suggestNames');
    await user.click(screen.getByLabelText('Of repositories'));
    await user.click(await screen.findByRole('option', { name: 'acme/web' }));
    expect(asked).toHaveBeenCalledWith({ kind: 'repositories', teams: ['web'], repositories: [] }, undefined);
    expect(saved).toEqual([{ refId: 'variable', kind: 'workflows', teams: ['web'], repositories: ['acme/web'] }]);
    expect(screen.getByTestId(selectors.variable.sentence)).toHaveTextContent(
      'Workflows of team web, only repository acme/web.'
    );
    expect(screen.getByText(/last 14 days/)).toBeInTheDocument();
  });

  it('forgets what the new kind does not depend on', async () => {
    const { saved, user } = show({
      refId: 'variable',
      kind: 'repositories',
      teams: ['web'],
    });
    await user.click(screen.getByLabelText('List'));
    await screen.findAllByRole('option');
    await user.keyboard('{ArrowUp}{Enter}');
    expect(saved).toEqual([{ refId: 'variable', kind: 'teams', teams: [] }]);
  });

  it('says why there is no value, where there is none', async () => {
    const source = sourceWithNames();
    const why = 'There are no teams in the settings.';
    jest.spyOn(source, 'suggestNames').mockResolvedValue({ variables: [], names: [], problem: why });
    const query = { refId: 'variable' };
    render(<VariableQueryEditor datasource={source} query={query} onChange={jest.fn()} onRunQuery={jest.fn()} />);
    expect(await screen.findByTestId(selectors.variable.nothing)).toHaveTextContent(why);
  });
});
