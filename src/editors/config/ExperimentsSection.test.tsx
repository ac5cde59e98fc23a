import { screen } from '@testing-library/react';
import { defaultExperiment, defaultTeam } from '../../query';
import { selectors } from '../selectors';
import { giveLayout } from '../testing/layout';
import { ExperimentsSection } from './ExperimentsSection';
import { showSection } from './testing/shownEditor';

beforeAll(giveLayout);

// Real components and real typing take their time on a busy machine.
jest.setTimeout(60_000);

const { config } = selectors;
const field = (index: number, name: string) => document.getElementById(config.experiment(index, name));
const batches = {
  ...defaultExperiment,
  name: 'Small batches',
  metric: 'changeLeadTime' as const,
  start: '2026-04-06',
  end: '2026-06-01',
  teams: ['Web'],
};
const teams = [{ ...defaultTeam, name: 'Web' }];

describe('ExperimentsSection', () => {
  it('adds one, asks for what is missing beside each field, and saves what is entered', async () => {
    const { last, user } = await showSection(ExperimentsSection, {});
    await user.click(screen.getByTestId(config.addExperiment));
    expect(screen.getByText(/An experiment without a name is left out/)).toBeInTheDocument();
    expect(screen.getByText(/Say when it starts/)).toBeInTheDocument();
    await user.type(screen.getByLabelText(/^Start/), '6 April');
    await user.tab();
    expect(screen.getByText(/"6 April" is no date/)).toBeInTheDocument();
    await user.clear(screen.getByLabelText(/^Start/));
    await user.type(screen.getByLabelText(/^Start/), '2026-04-06');
    await user.type(screen.getByLabelText(/^Smallest effect/), '10');
    await user.tab();
    expect(last().jsonData.experiments).toEqual([{ ...defaultExperiment, start: '2026-04-06', smallestEffect: 0.1 }]);
  });

  it('shows several in a line each, opens one, and removes one', async () => {
    const second = { ...batches, name: 'Pairing', end: null, teams: [] };
    const { last, user } = await showSection(ExperimentsSection, { teams, experiments: [batches, second] });
    expect(screen.getByTestId(config.experiment(0, 'toggle'))).toHaveTextContent('2026-04-06 to 2026-06-01 · Web');
    expect(screen.getByTestId(config.experiment(1, 'toggle'))).toHaveTextContent('since 2026-04-06 · everybody');
    expect(field(1, 'hypothesis')).toBeNull();
    await user.click(screen.getByTestId(config.experiment(1, 'toggle')));
    expect(field(1, 'name')).toHaveValue('Pairing');
    await user.click(screen.getByRole('button', { name: 'Remove Small batches' }));
    expect(last().jsonData.experiments?.map(({ name }) => name)).toEqual(['Pairing']);
  });

  it('opens what is wrong by itself', async () => {
    await showSection(ExperimentsSection, {
      teams,
      experiments: [batches, { ...batches, name: 'Pairing', end: '2026-01-01' }],
    });
    expect(field(0, 'name')).toBeNull();
    expect(screen.getByText(/is not after its start/)).toBeInTheDocument();
  });

  it('cannot be changed where it is provisioned, and can be read all the same', async () => {
    await showSection(ExperimentsSection, { teams, experiments: [batches] }, { readOnly: true });
    expect(screen.getByTestId(config.addExperiment)).toBeDisabled();
    expect(screen.getByRole('button', { name: 'Remove Small batches' })).toHaveAttribute('aria-disabled', 'true');
    expect(field(0, 'name')).toHaveAttribute('readonly');
    expect(field(0, 'metric')).toBeDisabled();
  });
});
