import { render } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import React, { ComponentType, useState } from 'react';
import { DoraDataSource, StoredQuery } from '../../datasource';
import { createDataSource, FakeEngine } from '../../datasource/testing/fakes';
import { DoraQueryEditorProps } from '../query/QueryEditor';

/** Names that exist, for pickers: two teams with a repository and a service each. */
export function engineWithNames(): FakeEngine {
  const engine = new FakeEngine();
  engine.names = {
    organization: {
      teams: [
        { name: 'web', repositories: ['acme/web'], services: [{ name: 'shop' }] },
        { name: 'payments', repositories: ['acme/pay'], services: [{ name: 'pay-api' }] },
      ],
      repositories: ['acme/pay', 'acme/web', 'acme/tools'],
      services: [{ name: 'pay-api' }, { name: 'shop' }],
    },
    problems: [],
  };
  return engine;
}

export function sourceWithNames(engine = engineWithNames()): DoraDataSource {
  return createDataSource({ engine, variables: { team: 'web' } }).source;
}

/** An editor as a panel holds it: what it saves comes back to it. */
export function showInPanel(
  Editor: ComponentType<DoraQueryEditorProps>,
  stored: Partial<StoredQuery>,
  source = sourceWithNames()
) {
  const saved: StoredQuery[] = [];
  let runs = 0;
  function Panel() {
    const [query, setQuery] = useState<StoredQuery>({ refId: 'A', ...stored });
    return (
      <Editor
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
  const { container } = render(<Panel />);
  // Whether the pointer can reach an element is for the browser tests: jsdom lays nothing out.
  return { saved, runs: () => runs, user: userEvent.setup({ pointerEventsCheck: 0 }), container };
}
