import { css } from '@emotion/css';
import { AlertPayload, AppEvents, EventBusExtended, getThemeById, GrafanaTheme2 } from '@grafana/data';
import { getAppEvents, locationService, ThemeChangedEvent } from '@grafana/runtime';
import { Alert, Button, LinkButton, useStyles2, useTheme2 } from '@grafana/ui';
import React, { useEffect, useState } from 'react';
import { useLocation } from 'react-router-dom';
import { Services } from '../boot/services';
import { DashboardPage } from './DashboardPage';
import { DashboardListPage } from './DashboardListPage';
import { DataSourcePage } from './DataSourcePage';
import { ExplorePage } from './ExplorePage';
import { SupportEditorPage } from './SupportEditorPage';

/** The frame around every page: where one is, where one can go, the theme. */
export function App({ services }: { readonly services: Services }) {
  const style = useStyles2(getStyle);
  const theme = useTheme2();
  const { pathname } = useLocation();
  const other = theme.isDark ? 'light' : 'dark';
  useEffect(followLinksInside, []);
  return (
    <div className={style.page}>
      <header className={style.bar}>
        <strong>DORA preview</strong>
        <nav className={style.nav} aria-label="Pages">
          {[
            ['/dashboards', 'Dashboards', 'apps'] as const,
            ['/explore', 'Explore', 'compass'] as const,
            ['/datasource', 'Data source', 'database'] as const,
          ].map(([url, title, icon]) => (
            <LinkButton key={url} href={url} icon={icon} size="sm" fill="text" variant="secondary">
              {title}
            </LinkButton>
          ))}
        </nav>
        <Button
          size="sm"
          fill="text"
          variant="secondary"
          onClick={() => getAppEvents().publish(new ThemeChangedEvent(getThemeById(other)))}
        >
          {other === 'light' ? 'Light theme' : 'Dark theme'}
        </Button>
      </header>
      <Alerts events={services.events} />
      <main className={style.main}>
        <Page pathname={pathname} services={services} />
      </main>
    </div>
  );
}

function Page({ pathname, services }: { readonly pathname: string; readonly services: Services }) {
  const theme = useTheme2();
  const dashboard = /^\/d\/([^/]+)/.exec(pathname);
  if (dashboard !== null) {
    const uid = decodeURIComponent(dashboard[1]);
    // Scenes work colours out with the data: another theme, another scene.
    return <DashboardPage key={`${uid} ${theme.name}`} uid={uid} services={services} />;
  }
  if (pathname.startsWith('/connections/datasources/edit/')) {
    return <DataSourcePage services={services} />;
  }
  switch (pathname.replace(/\/$/, '')) {
    case '':
    case '/dashboards':
      return <DashboardListPage />;
    case '/datasource':
      return <DataSourcePage services={services} />;
    case '/explore':
      return <ExplorePage services={services} />;
    case '/editors/variable':
      return <SupportEditorPage kind="variable" services={services} />;
    case '/editors/annotation':
      return <SupportEditorPage kind="annotation" services={services} />;
    default:
      return <Alert severity="warning" title={`There is no page ${pathname} in the preview.`} />;
  }
}

function Alerts({ events }: { readonly events: EventBusExtended }) {
  const [shown, setShown] = useState<ReadonlyArray<{ severity: 'success' | 'warning' | 'error'; text: string }>>([]);
  useEffect(() => {
    const kinds = [
      ['success', AppEvents.alertSuccess],
      ['warning', AppEvents.alertWarning],
      ['error', AppEvents.alertError],
    ] as const;
    const handlers = kinds.map(([severity, kind]) => {
      const show = (payload?: AlertPayload) => {
        const text = (payload ?? []).filter(Boolean).join(': ');
        setShown((before) => [...before, { severity, text }]);
        setTimeout(() => setShown((before) => before.slice(1)), 5000);
      };
      events.on(kind.name, show);
      return () => events.off(kind.name, show);
    });
    return () => handlers.forEach((off) => off());
  }, [events]);
  return (
    <div style={{ position: 'fixed', top: 48, right: 16, zIndex: 1060, width: 400 }} aria-live="polite">
      {shown.map(({ severity, text }, index) => (
        <Alert key={index} severity={severity} title={text} elevated />
      ))}
    </div>
  );
}

/** As in Grafana, a click on a link of this page's own goes through the router and not through the server. */
function followLinksInside(): () => void {
  const follow = (event: MouseEvent) => {
    const link = event.target instanceof Element ? event.target.closest('a[href]') : null;
    const plain = event.button === 0 && !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.defaultPrevented;
    if (!(link instanceof HTMLAnchorElement) || !plain || (link.target !== '' && link.target !== '_self')) {
      return;
    }
    const url = new URL(link.href);
    if (url.origin === window.location.origin && !link.hasAttribute('download')) {
      event.preventDefault();
      locationService.push(`${url.pathname}${url.search}${url.hash}`);
    }
  };
  document.addEventListener('click', follow);
  return () => document.removeEventListener('click', follow);
}

const getStyle = (theme: GrafanaTheme2) => ({
  page: css({
    background: theme.colors.background.canvas,
    color: theme.colors.text.primary,
    display: 'flex',
    flexDirection: 'column',
    minHeight: '100vh',
  }),
  bar: css({
    alignItems: 'center',
    background: theme.colors.background.primary,
    borderBottom: `1px solid ${theme.colors.border.weak}`,
    display: 'flex',
    gap: theme.spacing(2),
    height: 40,
    padding: theme.spacing(0, 2),
  }),
  nav: css({ display: 'flex', flexGrow: 1, gap: theme.spacing(1) }),
  main: css({ display: 'flex', flexDirection: 'column', flexGrow: 1, padding: theme.spacing(2) }),
});
