import { screen } from '@testing-library/react';
import { plainQuery } from '../../query';
import { selectors } from '../selectors';
import { giveLayout } from '../testing/layout';
import { showInPanel } from '../testing/panel';
import { AnnotationQueryEditor } from './AnnotationQueryEditor';

beforeAll(giveLayout);

// Real components and real typing take their time on a busy machine.
jest.setTimeout(30_000);

describe('AnnotationQueryEditor', () => {
  it('marks successful production deployments where nothing is said yet, and says how they look', () => {
    showInPanel(AnnotationQueryEditor, {});
    expect(screen.getByTestId(selectors.query.sentence('A'))).toHaveTextContent(
      'Successful production deployments, inclusive attribution.'
    );
    expect(screen.getByText(/Red: it failed/)).toBeInTheDocument();
    expect(screen.getByText(/Green: no failure is known/)).toBeInTheDocument();
  });

  it('offers what can be marked and nothing else', async () => {
    const { saved, runs, user } = showInPanel(AnnotationQueryEditor, plainQuery('deployments'));
    await user.click(screen.getByLabelText('Mark'));
    expect((await screen.findAllByRole('option')).map(({ firstChild }) => firstChild?.firstChild?.textContent)).toEqual(
      ['Deployments', 'Incidents', 'Releases', 'Experiments']
    );
    await user.keyboard('{ArrowDown}{Enter}');
    expect(saved).toEqual([expect.objectContaining({ refId: 'A', queryType: 'incidents', outcome: 'all' })]);
    expect(runs()).toBe(1);
    expect(screen.getByText(/still open ends now/)).toBeInTheDocument();
  });

  it.each([
    ['deployments', ['Which', 'Environments', 'Attribution'], ['Metrics', 'Interval', 'Group by']],
    ['incidents', ['Which', 'Services', 'Attribution'], ['Interval', 'Lead time from']],
    ['releases', ['Which', 'Repositories'], ['Environments', 'Attribution']],
    ['experiments', ['Teams', 'Repositories'], ['Which', 'Services', 'Environments', 'Attribution']],
  ] as const)('shows only what applies to %s', (type, shown, hidden) => {
    showInPanel(AnnotationQueryEditor, plainQuery(type));
    for (const label of shown) {
      expect(screen.getByLabelText(label)).toBeInTheDocument();
    }
    for (const label of hidden) {
      expect(screen.queryByLabelText(label)).not.toBeInTheDocument();
    }
  });

  it('takes variables and names as filters', async () => {
    const { saved, user } = showInPanel(AnnotationQueryEditor, plainQuery('incidents'));
    await user.click(screen.getByLabelText('Services'));
    await user.click(await screen.findByRole('option', { name: 'pay-api' }));
    expect(saved[0].filters?.services).toEqual(['pay-api']);
  });

  it('leaves an annotation of a newer version alone and says so', () => {
    const { saved } = showInPanel(AnnotationQueryEditor, { schemaVersion: 99, queryType: 'experiments' });
    expect(screen.getByTestId(selectors.query.newerVersion)).toHaveTextContent('Update the plugin');
    expect(saved).toEqual([]);
  });
});
