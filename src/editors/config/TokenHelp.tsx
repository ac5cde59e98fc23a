import { css } from '@emotion/css';
import { GrafanaTheme2 } from '@grafana/data';
import { Text, TextLink, useStyles2 } from '@grafana/ui';
import React, { useState } from 'react';
import { DoraSettings, githubWebUrl } from '../../query';
import { say } from '../../words';
import { marked } from '../marked';

interface HelpProps {
  readonly id: string;
  /** There is no token yet: then it is what one is looking for. */
  readonly isNeeded: boolean;
  readonly summary: string;
  readonly children: React.ReactNode;
}

/** Step-by-step help that stands beside a field and is read out with it. */
function Help({ id, isNeeded, summary, children }: HelpProps) {
  // Only at first: from then on it is the reader's to open and close.
  const [isOpen] = useState(isNeeded);
  const styles = useStyles2(helpStyles);
  return (
    <details id={id} className={styles.help} open={isOpen}>
      <summary>{summary}</summary>
      <div className={styles.body}>{children}</div>
    </details>
  );
}

/** The permissions by GitHub's own names for them, and what each is for. */
const permissions = (): ReadonlyArray<readonly [name: string, what: string]> => [
  ['Metadata', say('config.token.metadata', 'which repositories there are (always on)')],
  ['Contents', say('config.token.contents', 'commits, releases and tags')],
  ['Pull requests', say('config.token.pullRequests', 'changes and their reviews')],
  ['Deployments', say('config.token.deployments', 'deployments and environments')],
  ['Actions', say('config.token.actions', 'workflow runs and their jobs')],
  ['Issues', say('config.token.issues', 'only if labelled issues are incidents')],
];

const strong = (text: string) => <strong>{text}</strong>;
const code = (text: string) => <code>{text}</code>;
function linkTo(href: string): (text: string) => React.JSX.Element {
  return function Link(text) {
    return (
      <TextLink href={href} external inline>
        {text}
      </TextLink>
    );
  };
}
/** How to come by a GitHub token that may do what is needed and nothing else. */
export function GithubTokenHelp({
  id,
  isNeeded,
  settings,
}: Omit<HelpProps, 'summary' | 'children'> & { readonly settings: DoraSettings }) {
  const styles = useStyles2(helpStyles);
  const web = githubWebUrl(settings);
  return (
    <Help
      id={id}
      isNeeded={isNeeded}
      summary={say('config.token.githubSummary', 'How to create a token, and what it needs')}
    >
      <ol className={styles.steps}>
        <li>
          {marked(
            say(
              'config.token.create',
              '<link>Create a fine-grained token</link> (recommended). Resource owner: your organisation. Repository access: all, or those you want to measure.'
            ),
            { link: linkTo(`${web}/settings/personal-access-tokens/new`) }
          )}
        </li>
        <li>
          {marked(say('config.token.repositoryPermissions', 'Repository permissions, each <b>Read-only</b>:'), {
            b: strong,
          })}
          <table className={styles.permissions}>
            <tbody>
              {permissions().map(([name, what]) => (
                <tr key={name}>
                  <th scope="row">{name}</th>
                  <td>{what}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </li>
        <li>
          {marked(
            say(
              'config.token.organizationPermissions',
              'Organization permissions: <b>Members: Read-only</b>, for teams and suggested teams.'
            ),
            { b: strong }
          )}
        </li>
        <li>
          {say(
            'config.token.generate',
            'Generate it, paste it here and save. An owner of the organisation may have to approve it.'
          )}
        </li>
      </ol>
      <Text element="p" color="secondary">
        {marked(
          say(
            'config.token.classic',
            'A fine-grained token belongs to one organisation. For several, use <link>a classic token</link> with the scopes <code>repo</code> and <code>read:org</code>; authorise it for single sign-on if your organisation asks for it. Everybody who may query this data source shares the token, and its hourly limit.'
          ),
          { link: linkTo(classicUrl(web)), code }
        )}
      </Text>
      <Text element="p" color="secondary">
        {linkTo(`${web}/settings/personal-access-tokens`)(
          say('config.token.yours', 'Your tokens on {{host}}', { host: hostOf(web) })
        )}
      </Text>
    </Help>
  );
}

/** GitHub ticks the scopes that the address names. */
function classicUrl(web: string): string {
  const wanted = new URLSearchParams({ scopes: 'repo,read:org', description: 'Grafana DORA' });
  return `${web}/settings/tokens/new?${wanted.toString()}`;
}

/** How to come by a read-only key. Pages of an account lie under its own subdomain, so the way there is described. */
export function PagerdutyKeyHelp({
  id,
  isNeeded,
  region,
}: Omit<HelpProps, 'summary' | 'children'> & { readonly region: DoraSettings['pagerdutyRegion'] }) {
  const styles = useStyles2(helpStyles);
  const host = region === 'eu' ? '.eu.pagerduty.com' : '.pagerduty.com';
  return (
    <Help id={id} isNeeded={isNeeded} summary={say('config.token.pagerdutySummary', 'How to create a read-only key')}>
      <ol className={styles.steps}>
        <li>
          {marked(
            say(
              'config.token.signIn',
              'Sign in to PagerDuty as an administrator. Your address ends in <code>{{host}}</code>; if it does not, choose the other region above.',
              { host }
            ),
            { code }
          )}
        </li>
        <li>
          {marked(
            say(
              'config.token.openKeys',
              'Open <b>Integrations → API Access Keys</b> (under Developer Tools) and choose <b>Create New API Key</b>.'
            ),
            { b: strong }
          )}
        </li>
        <li>
          {marked(
            say(
              'config.token.readOnly',
              'Tick <b>Read-only API Key</b>. Incidents, services, teams and priorities are read; nothing is ever written.'
            ),
            { b: strong }
          )}
        </li>
        <li>
          {say(
            'config.token.paste',
            "Paste it here and save. A service's integration key does not work, and a user's own token sees only what that user sees."
          )}
        </li>
      </ol>
      <Text element="p" color="secondary">
        {linkTo('https://support.pagerduty.com/main/docs/api-access-keys')(
          say('config.token.pagerdutyDocumentation', "API access keys in PagerDuty's documentation")
        )}
      </Text>
    </Help>
  );
}

function hostOf(web: string): string {
  try {
    return new URL(web).host;
  } catch {
    return web;
  }
}

const helpStyles = (theme: GrafanaTheme2) => ({
  help: css({
    maxWidth: 720,
    '& > summary': { cursor: 'pointer', color: theme.colors.text.link, width: 'fit-content' },
  }),
  body: css({ paddingTop: theme.spacing(1), '& p': { marginBottom: theme.spacing(1) } }),
  steps: css({ margin: theme.spacing(0, 0, 1, 3), '& > li': { marginBottom: theme.spacing(0.5) } }),
  permissions: css({
    margin: theme.spacing(0.5, 0),
    '& th': { fontWeight: theme.typography.fontWeightMedium, paddingRight: theme.spacing(2), textAlign: 'left' },
    '& td': { color: theme.colors.text.secondary },
  }),
});
