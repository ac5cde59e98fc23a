import { DataSourceSettingsAnswer } from './dataSource';

/** The only page: Grafana's packages find what they expect of a Grafana page before they load. */
export const page = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width" />
    <title>DORA preview</title>
    <base href="/" />
    <link rel="icon" href="data:," />
    <link rel="stylesheet" href="/host/index.css" />
    <script src="/boot.js"></script>
    <script src="/vendor/system.js"></script>
    <script src="/vendor/amd.js"></script>
    <script type="module" src="/host/index.js"></script>
  </head>
  <body>
    <div id="reactRoot"></div>
  </body>
</html>
`;

/** Everything the page loads is the preview's own: no font, script, picture or request of another host. */
export const contentSecurityPolicy = [
  "default-src 'self'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "font-src 'self' data:",
  "connect-src 'self'",
  "worker-src 'self' blob:",
  "frame-ancestors 'none'",
  "base-uri 'self'",
].join('; ');

/** `window.grafanaBootData` (read by @grafana/runtime while it loads) as a script. */
export function bootScript(settings: DataSourceSettingsAnswer, pluginJson: unknown): string {
  const bootData = {
    assets: { dark: '', light: '' },
    navTree: [],
    user: {
      ...{ isSignedIn: true, id: 1, login: 'preview', email: '', name: 'Preview', orgId: 1, orgName: 'Main Org.' },
      ...{
        orgRole: 'Admin',
        isGrafanaAdmin: true,
        timezone: 'browser',
        weekStart: '',
        locale: 'en-US',
        language: 'en-US',
      },
      ...{ permissions: {}, analytics: { identifier: '' }, theme: 'dark', lightTheme: false },
    },
    settings: {
      appSubUrl: '',
      appUrl: '/',
      buildInfo: { version: '13.2.2', commit: '', env: 'production' },
      featureToggles: {},
      defaultDatasource: settings.name,
      datasources: { [settings.name]: instanceSettings(settings, pluginJson) },
      minRefreshInterval: '5s',
      panels: {},
      apps: {},
    },
  };
  // Escaped, so that no setting can end the script or the line.
  const json = JSON.stringify(bootData).replace(
    /[<>\u2028\u2029]/g,
    (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`
  );
  return `window.__grafana_public_path__ = '/public/';
window.grafanaBootData = ${json};
(function () {
  var asked = new URLSearchParams(location.search).get('theme');
  if (asked === 'light' || asked === 'dark') { localStorage.setItem('preview.theme', asked); }
  var language = new URLSearchParams(location.search).get('lang');
  if (language !== null) { localStorage.setItem('preview.language', language); }
  window.grafanaBootData.user.language = localStorage.getItem('preview.language') || 'en-US';
  var theme = localStorage.getItem('preview.theme') === 'light' ? 'light' : 'dark';
  window.grafanaBootData.user.theme = theme;
  window.grafanaBootData.user.lightTheme = theme === 'light';
  document.documentElement.style.background = theme === 'light' ? '#f4f5f5' : '#111217';
})();
`;
}

/** What a data source instance is made from in Grafana. */
export function instanceSettings(settings: DataSourceSettingsAnswer, pluginJson: unknown): Record<string, unknown> {
  const { id, uid, type, name, access, isDefault, jsonData, readOnly } = settings;
  const meta = typeof pluginJson === 'object' && pluginJson !== null ? pluginJson : {};
  const module = `public/plugins/${type}/module.js`;
  const url = `/api/datasources/proxy/uid/${uid}`;
  const baseUrl = `public/plugins/${type}`;
  const languages = 'languages' in meta && Array.isArray(meta.languages) ? meta.languages.map(String) : [];
  const translations = Object.fromEntries(
    languages.map((language) => [language, `${baseUrl}/locales/${language}/${type}.json`])
  );
  const ownMeta = { ...meta, module, baseUrl, translations, signature: 'unsigned' };
  return {
    id,
    uid,
    type,
    name,
    url,
    access,
    isDefault,
    jsonData,
    readOnly,
    meta: ownMeta,
    cachingConfig: { enabled: false },
  };
}
