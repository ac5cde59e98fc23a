import { FieldSet, Stack } from '@grafana/ui';
import React, { useState } from 'react';
import { DoraSettings } from '../../query';
import { ChoiceField, FlagField, ListField, TextField } from '../fields';
import { selectors } from '../selectors';
import { SettingsForm, withoutSlash } from './form';
import { SecretField } from './SecretField';

type Place = 'cloud' | 'server' | 'residency';

const places = [
  { value: 'cloud' as const, label: 'github.com' },
  { value: 'server' as const, label: 'GitHub Enterprise Server', description: 'On your own address' },
  { value: 'residency' as const, label: 'GHE.com', description: 'Enterprise Cloud with data residency' },
];

const id = selectors.config.field;

export function GithubSection({ settings, isReadOnly, change, problem, secret }: SettingsForm) {
  // Until an address is entered, the choice itself is nowhere in the settings.
  const [chosen, setChosen] = useState<Place | null>(null);
  const place = placeOf(settings) ?? chosen ?? 'cloud';
  const disabled = isReadOnly;
  return (
    <FieldSet label="GitHub">
      <Stack direction="column" gap={2}>
        <FlagField
          id={id('githubEnabled')}
          label="Read from GitHub"
          value={settings.githubEnabled}
          disabled={disabled}
          onChange={(githubEnabled) => change({ githubEnabled })}
        />
        {settings.githubEnabled && (
          <>
            <ChoiceField
              id={id('githubPlace')}
              label="Where"
              value={place}
              choices={places}
              width={40}
              disabled={disabled}
              onChange={(next) => {
                setChosen(next);
                change({ githubUrl: '', githubApiUrl: '' });
              }}
            />
            {place === 'server' && (
              <TextField
                id={id('githubUrl')}
                label="Address of the server"
                description="Without the path of the API."
                value={settings.githubUrl}
                placeholder="https://github.example.com"
                problem={problem('githubUrl')}
                disabled={disabled}
                width={60}
                onCommit={(url) => change({ githubUrl: withoutSlash(url) })}
              />
            )}
            {place === 'residency' && (
              <TextField
                id={id('githubApiUrl')}
                label="Address of the API"
                description="Your subdomain stands between api. and .ghe.com."
                value={settings.githubApiUrl}
                placeholder="https://api.SUBDOMAIN.ghe.com"
                problem={problem('githubApiUrl')}
                disabled={disabled}
                width={60}
                onCommit={(url) => change({ githubApiUrl: withoutSlash(url) })}
              />
            )}
            <SecretField
              id={id('githubToken')}
              label="Token"
              description={<TokenAdvice />}
              placeholder="github_pat_…"
              secret={secret('githubToken')}
              disabled={disabled}
            />
            <ListField
              id={id('organizations')}
              label="Organisations or users"
              description="Whose repositories are looked at, separated by commas."
              values={settings.organizations}
              placeholder="acme, acme-labs"
              problem={problem('organizations')}
              disabled={disabled}
              width={60}
              onCommit={(organizations) => change({ organizations })}
            />
            <ListField
              id={id('repositories')}
              label="Repositories"
              description="owner/name or patterns (acme/pay-*), !pattern leaves out. Empty: all that the organisations have."
              values={settings.repositories}
              placeholder="All"
              problem={problem('repositories')}
              disabled={disabled}
              width={60}
              onCommit={(repositories) => change({ repositories })}
            />
          </>
        )}
      </Stack>
    </FieldSet>
  );
}

function TokenAdvice() {
  return (
    <>
      A fine-grained token, read-only. Repository permissions: Metadata, Contents, Pull requests, Deployments, Actions;
      Issues only if labelled issues are your incidents. Organization permission: Members only if teams are taken from
      GitHub. A classic token needs repo and read:org. Everybody who may query this data source shares it.
    </>
  );
}

function placeOf({ githubUrl, githubApiUrl }: DoraSettings): Place | null {
  return githubApiUrl !== '' ? 'residency' : githubUrl !== '' ? 'server' : null;
}
