import { css } from '@emotion/css';
import { GrafanaTheme2 } from '@grafana/data';
import { Text, TextLink, useStyles2 } from '@grafana/ui';
import React, { useState } from 'react';
import { DoraSettings, githubWebUrl } from '../../query';

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

const permissions: ReadonlyArray<readonly [name: string, what: string]> = [
  ['Metadata', 'which repositories there are (always on)'],
  ['Contents', 'commits, releases and tags'],
  ['Pull requests', 'changes and their reviews'],
  ['Deployments', 'deployments and environments'],
  ['Actions', 'workflow runs and their jobs'],
  ['Issues', 'only if labelled issues are incidents'],
];

/** How to come by a GitHub token that may do what is needed and nothing else. */
export function GithubTokenHelp({
  id,
  isNeeded,
  settings,
}: Omit<HelpProps, 'summary' | 'children'> & { readonly settings: DoraSettings }) {
  const styles = useStyles2(helpStyles);
  const web = githubWebUrl(settings);
  return (
    <Help id={id} isNeeded={isNeeded} summary="How to create a token, and what it needs">
      <ol className={styles.steps}>
        <li>
          <TextLink href={`${web}/settings/personal-access-tokens/new`} external inline>
            Create a fine-grained token
          </TextLink>{' '}
          (recommended). Resource owner: your organisation. Repository access: all, or those you want to measure.
        </li>
        <li>
          Repository permissions, each <strong>Read-only</strong>:
          <table className={styles.permissions}>
            <tbody>
              {permissions.map(([name, what]) => (
                <tr key={name}>
                  <th scope="row">{name}</th>
                  <td>{what}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </li>
        <li>
          Organization permissions: <strong>Members: Read-only</strong>, for teams and suggested teams.
        </li>
        <li>Generate it, paste it here and save. An owner of the organisation may have to approve it.</li>
      </ol>
      <Text element="p" color="secondary">
        A fine-grained token belongs to one organisation. For several, use{' '}
        <TextLink href={classicUrl(web)} external inline>
          a classic token
        </TextLink>{' '}
        with the scopes <code>repo</code> and <code>read:org</code>; authorise it for single sign-on if your
        organisation asks for it. Everybody who may query this data source shares the token, and its hourly limit.
      </Text>
      <Text element="p" color="secondary">
        <TextLink href={`${web}/settings/personal-access-tokens`} external inline>
          Your tokens on {hostOf(web)}
        </TextLink>
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
  const isEurope = region === 'eu';
  return (
    <Help id={id} isNeeded={isNeeded} summary="How to create a read-only key">
      <ol className={styles.steps}>
        <li>
          Sign in to PagerDuty as an administrator. Your address ends in{' '}
          <code>{isEurope ? '.eu.pagerduty.com' : '.pagerduty.com'}</code>; if it does not, choose the other region
          above.
        </li>
        <li>
          Open <strong>Integrations → API Access Keys</strong> (under Developer Tools) and choose{' '}
          <strong>Create New API Key</strong>.
        </li>
        <li>
          Tick <strong>Read-only API Key</strong>. Incidents, services, teams and priorities are read; nothing is ever
          written.
        </li>
        <li>
          Paste it here and save. A service&apos;s integration key does not work, and a user&apos;s own token sees only
          what that user sees.
        </li>
      </ol>
      <Text element="p" color="secondary">
        <TextLink href="https://support.pagerduty.com/main/docs/api-access-keys" external inline>
          API access keys in PagerDuty&apos;s documentation
        </TextLink>
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
