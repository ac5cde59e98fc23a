import { act, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import React, { useState } from 'react';
import { giveLayout } from '../testing/layout';
import { Offer, OfferedNameField, OfferedNamesField } from './OfferedField';

beforeAll(giveLayout);
jest.setTimeout(30_000);

const there: Offer = { names: [{ value: 'acme/pay' }, { value: 'acme/web', description: 'Archived' }], trouble: null };

/** Grafana's comboboxes ask a fifth of a second after the last key. jsdom shows none of their virtual list. */
const offered = () => act(() => new Promise((resolve) => setTimeout(resolve, 400)));

function showMany(offer: Offer = there, first: readonly string[] = []) {
  const changes: Array<readonly string[]> = [];
  const submitted = jest.fn();
  function Page() {
    const [values, setValues] = useState(first);
    return (
      <form onSubmit={submitted}>
        <OfferedNamesField
          id="names"
          label="Names"
          values={values}
          placeholder="All"
          offer={async () => offer}
          onChange={(next) => {
            changes.push(next);
            setValues(next);
          }}
        />
        <button type="button">Next</button>
      </form>
    );
  }
  render(<Page />);
  return { changes, submitted, user: userEvent.setup({ pointerEventsCheck: 0 }) };
}

describe('OfferedNamesField', () => {
  it('offers what holds the typed text, in its name or its description', async () => {
    const { changes, user } = showMany();
    await user.type(screen.getByLabelText('Names'), 'archi');
    await offered();
    // The typed text itself comes first.
    await user.keyboard('{ArrowDown}{ArrowDown}{Enter}');
    expect(changes).toEqual([['acme/web']]);
  });

  it('keeps what is typed when the field is left, split at commas but not inside braces', async () => {
    const { changes, user } = showMany(there, ['acme/pay']);
    await user.type(screen.getByLabelText('Names'), 'acme/{{a,b}, acme/pay, !x');
    await user.tab();
    expect(changes).toEqual([['acme/pay', 'acme/{a,b}', '!x']]);
    expect(screen.getByLabelText('Names')).toHaveValue('');
  });

  it('takes what is typed on Enter instead of submitting the form, and stays in the field', async () => {
    const { changes, submitted, user } = showMany();
    await user.type(screen.getByLabelText('Names'), 'acme/x{Enter}');
    expect(changes).toEqual([['acme/x']]);
    expect(screen.getByLabelText('Names')).toHaveFocus();
    await user.keyboard('acme/y{Enter}');
    expect(changes[1]).toEqual(['acme/x', 'acme/y']);
    expect(submitted).not.toHaveBeenCalled();
  });

  it('says why nothing can be offered, and takes text all the same', async () => {
    const { changes, user } = showMany({ names: [], trouble: 'Names are offered once a token is saved.' });
    await user.type(screen.getByLabelText('Names'), 'acme');
    expect(await screen.findByText('Names are offered once a token is saved.')).toBeInTheDocument();
    await user.tab();
    expect(changes).toEqual([['acme']]);
  });
});

describe('OfferedNameField', () => {
  it('takes a name from the list, or any text', async () => {
    const changes: string[] = [];
    const field = (value: string) => (
      <OfferedNameField
        id="name"
        label="Name"
        value={value}
        placeholder="None"
        offer={async () => there}
        onChange={(next) => changes.push(next)}
      />
    );
    const { rerender } = render(field(''));
    const user = userEvent.setup({ pointerEventsCheck: 0 });
    await user.type(screen.getByLabelText('Name'), 'web');
    await offered();
    await user.keyboard('{ArrowDown}{Enter}');
    expect(changes[changes.length - 1]).toBe('acme/web');
    rerender(field('acme/web'));
    await user.clear(screen.getByLabelText('Name'));
    await user.keyboard('acme/other');
    await user.tab();
    expect(changes[changes.length - 1]).toBe('acme/other');
  });
});
