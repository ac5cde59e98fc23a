import { render } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import React, { useState } from 'react';
import { defaultSettings, DoraSettings } from '../../../query';
import { SetupForm } from '../form';
import { Reach } from '../reach';
import { FakeCatalog } from './fakeCatalog';

interface Given {
  readonly settings?: Partial<DoraSettings>;
  readonly isReadOnly?: boolean;
  readonly reach?: Reach;
  readonly catalog?: FakeCatalog;
}

/** One section of the page over settings that really change. */
export function showForm(section: (form: SetupForm) => React.ReactNode, given: Given = {}) {
  const { isReadOnly = false, reach = 'ready', catalog = new FakeCatalog() } = given;
  const changes: DoraSettings[] = [];
  const control: { change: (fields: Partial<DoraSettings>) => void } = { change: () => {} };
  const secret = { isConfigured: true, typed: '', set: () => {}, reset: () => {} };
  function Page() {
    const [settings, setSettings] = useState<DoraSettings>({ ...defaultSettings, ...given.settings });
    const change = (fields: Partial<DoraSettings>) => {
      const next = { ...settings, ...fields };
      changes.push(next);
      setSettings(next);
    };
    React.useEffect(() => {
      control.change = change;
    });
    return (
      <>
        {section({
          settings,
          isReadOnly,
          change,
          catalog,
          reach: () => reach,
          problem: () => null,
          secret: () => secret,
        })}
      </>
    );
  }
  const { unmount } = render(<Page />);
  // Whether the pointer can reach an element is for the browser tests: jsdom lays nothing out.
  const user = userEvent.setup({ pointerEventsCheck: 0 });
  return { user, catalog, changes, unmount, change: (fields: Partial<DoraSettings>) => control.change(fields) };
}
