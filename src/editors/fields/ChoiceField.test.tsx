import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import React from 'react';
import { giveLayout } from '../testing/layout';
import { ChoiceField } from './ChoiceField';

beforeAll(giveLayout);

describe('ChoiceField', () => {
  it('leaves what is being typed alone when the editor is drawn again', async () => {
    const field = () => (
      <ChoiceField
        id="interval"
        label="Interval"
        value="week"
        choices={['week', 'month'].map((value) => ({ value, label: value }))}
        onChange={() => {}}
      />
    );
    const { rerender } = render(field());
    await userEvent.click(screen.getByLabelText('Interval'));
    await userEvent.keyboard('mo');
    rerender(field());
    expect(screen.getByLabelText('Interval')).toHaveValue('mo');
  });
});
