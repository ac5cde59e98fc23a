import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import React, { useState } from 'react';
import { defaultTeam, TeamSettings } from '../../query';
import { Offer } from '../fields';
import { giveLayout } from '../testing/layout';
import { Offers } from './offers';
import { ServiceRepositories } from './ServiceRepositories';

beforeAll(giveLayout);
jest.setTimeout(30_000);

const nothing = async (): Promise<Offer> => ({ names: [], trouble: null });
const offers: Offers = {
  organizations: nothing,
  repositories: nothing,
  githubTeams: nothing,
  environments: nothing,
  workflows: nothing,
  services: nothing,
  pagerdutyTeams: nothing,
  priorities: nothing,
};

function show(given: Partial<TeamSettings>) {
  const changes: Array<TeamSettings['serviceRepositories']> = [];
  function Page() {
    const [team, setTeam] = useState({ ...defaultTeam, ...given });
    return (
      <ServiceRepositories
        team={team}
        disabled={false}
        offers={offers}
        id={(name) => name}
        problem={() => null}
        onChange={(serviceRepositories) => {
          changes.push(serviceRepositories);
          setTeam({ ...team, serviceRepositories });
        }}
      />
    );
  }
  render(<Page />);
  return { changes, user: userEvent.setup({ pointerEventsCheck: 0 }) };
}

describe('ServiceRepositories', () => {
  it('has a row for every service that is named or mapped, patterns aside', () => {
    show({ services: ['pay', 'pay-*'], serviceRepositories: { 'team: ledger': ['acme/ledger'] } });
    const labels = screen.getAllByLabelText(/^Repositories of the service/);
    expect(labels).toHaveLength(2);
    expect(screen.getByLabelText('Repositories of the service team: ledger')).toBeInTheDocument();
  });

  it('saves what a service belongs to, and nothing of one that says nothing', async () => {
    const { changes, user } = show({ services: ['pay'] });
    await user.type(screen.getByLabelText('Repositories of the service pay'), 'acme/pay');
    await user.tab();
    expect(changes).toEqual([{ pay: ['acme/pay'] }]);
    await user.click(screen.getByLabelText(/^Remove/));
    expect(changes[1]).toEqual({});
  });

  it('takes services that only PagerDuty’s team names', async () => {
    const { changes, user } = show({ pagerdutyTeam: 'Payments' });
    await user.type(screen.getByLabelText(/^Another service/), 'ledger');
    await user.tab();
    await user.type(screen.getByLabelText('Repositories of the service ledger'), 'acme/ledger');
    await user.tab();
    expect(changes).toEqual([{ ledger: ['acme/ledger'] }]);
  });

  it('is not there for a team without services', () => {
    show({ repositories: ['acme/pay'] });
    expect(screen.queryByLabelText(/service/)).not.toBeInTheDocument();
  });
});
