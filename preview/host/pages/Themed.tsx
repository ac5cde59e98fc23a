import { GrafanaTheme2, ThemeContext } from '@grafana/data';
import { config, getAppEvents, locationService, ThemeChangedEvent } from '@grafana/runtime';
import { GlobalStyles } from '@grafana/ui';
import React, { ReactNode, useEffect, useState } from 'react';

/** The theme that the page began with, until another is asked for. As in Grafana it changes in place. */
export function Themed({ children }: { readonly children: ReactNode }) {
  const [theme, setTheme] = useState(config.theme2);
  useEffect(() => {
    const asked = getAppEvents().subscribe(ThemeChangedEvent, ({ payload }) => {
      tell(payload);
      setTheme(payload);
    });
    return () => asked.unsubscribe();
  }, []);
  return (
    <ThemeContext.Provider value={theme}>
      <GlobalStyles />
      {children}
    </ThemeContext.Provider>
  );
}

/** Whoever asks no context: scenes the configuration, the next page the address and what was chosen last. */
function tell(theme: GrafanaTheme2): void {
  const { mode } = theme.colors;
  config.theme2 = theme;
  config.theme = theme.v1;
  config.bootData.user.theme = mode;
  config.bootData.user.lightTheme = theme.isLight;
  localStorage.setItem('preview.theme', mode);
  document.documentElement.style.background = theme.colors.background.canvas;
  locationService.partial({ theme: mode }, true);
}
