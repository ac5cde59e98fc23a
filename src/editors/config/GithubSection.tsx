import { Stack } from '@grafana/ui';
import React, { useState } from 'react';
import { DoraSettings } from '../../query';
import { ChoiceField, FlagField, OfferedNamesField, TextField } from '../fields';
import { selectors } from '../selectors';
import { say } from '../../words';
import { ConnectionStatus } from './ConnectionStatus';
import { SetupForm, withoutSlash } from './form';
import { offersOf } from './offers';
import { SecretField } from './SecretField';
import { Section } from './Section';
import { GithubTokenHelp } from './TokenHelp';

type Place = 'cloud' | 'server' | 'residency';

const places = () => [
  { value: 'cloud' as const, label: 'github.com' },
  {
    value: 'server' as const,
    label: say('config.github.githubEnterpriseServer', 'GitHub Enterprise Server'),
    description: say('config.github.onYourOwnAddress', 'On your own address'),
  },
  {
    value: 'residency' as const,
    label: 'GHE.com',
    description: say('config.github.enterpriseCloudWithDataResidency', 'Enterprise Cloud with data residency'),
  },
];

const id = selectors.config.field;

export function GithubSection(form: SetupForm) {
  const { settings, isReadOnly, change, problem, secret } = form;
  // Until an address is entered, the choice itself is nowhere in the settings.
  const [chosen, setChosen] = useState<Place | null>(null);
  const place = placeOf(settings) ?? chosen ?? 'cloud';
  const disabled = isReadOnly;
  const offers = offersOf(form);
  return (
    <Section
      name="github"
      title="GitHub"
      description={say(
        'config.github.deploymentsChangesCommitsAndWorkflow',
        'Deployments, changes, commits and workflow runs are read from here.'
      )}
    >
      <FlagField
        id={id('githubEnabled')}
        label={say('config.github.readFromGithub', 'Read from GitHub')}
        value={settings.githubEnabled}
        disabled={disabled}
        onChange={(githubEnabled) => change({ githubEnabled })}
      />
      {settings.githubEnabled && (
        <>
          <ChoiceField
            id={id('githubPlace')}
            label={say('config.github.where', 'Where')}
            value={place}
            choices={places()}
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
              label={say('config.github.addressOfTheServer', 'Address of the server')}
              description={say('config.github.withoutThePathOfThe', 'Without the path of the API.')}
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
              label={say('config.github.addressOfTheApi', 'Address of the API')}
              description={say(
                'config.github.yourSubdomainStandsBetweenApi',
                'Your subdomain stands between api. and .ghe.com.'
              )}
              value={settings.githubApiUrl}
              placeholder="https://api.SUBDOMAIN.ghe.com"
              problem={problem('githubApiUrl')}
              disabled={disabled}
              width={60}
              onCommit={(url) => change({ githubApiUrl: withoutSlash(url) })}
            />
          )}
          <Stack direction="column" gap={1}>
            <SecretField
              id={id('githubToken')}
              label={say('config.github.token', 'Token')}
              description={say(
                'config.github.fineGrainedAndReadOnly',
                'Fine-grained and read-only. Kept encrypted by Grafana’s server; no browser sees it again.'
              )}
              placeholder="github_pat_…"
              secret={secret('githubToken')}
              disabled={disabled}
              helpId={id('githubTokenHelp')}
            />
            <GithubTokenHelp
              id={id('githubTokenHelp')}
              isNeeded={!isReadOnly && !secret('githubToken').isConfigured}
              settings={settings}
            />
          </Stack>
          <OfferedNamesField
            id={id('organizations')}
            label={say('config.github.organisationsOrUsers', 'Organisations or users')}
            description={say('config.github.whoseRepositoriesAreLookedAt', 'Whose repositories are looked at.')}
            values={settings.organizations}
            placeholder={
              disabled
                ? say('config.github.none', 'None')
                : say('config.github.chooseOrTypeAcmeAcme', 'Choose or type: acme, acme-labs')
            }
            problem={problem('organizations')}
            disabled={disabled}
            offer={offers.organizations}
            onChange={(organizations) => change({ organizations })}
          />
          <OfferedNamesField
            id={id('repositories')}
            label={say('config.github.repositories', 'Repositories')}
            description={say(
              'config.github.ownerNameOrPatternsAcme',
              'owner/name or patterns (acme/pay-*); !pattern leaves out. Empty: all that the organisations have.'
            )}
            values={settings.repositories}
            placeholder={say('config.github.all', 'All')}
            problem={problem('repositories')}
            disabled={disabled}
            offer={offers.repositories}
            onChange={(repositories) => change({ repositories })}
          />
          <ConnectionStatus source="github" form={form} />
        </>
      )}
    </Section>
  );
}

function placeOf({ githubUrl, githubApiUrl }: DoraSettings): Place | null {
  return githubApiUrl !== '' ? 'residency' : githubUrl !== '' ? 'server' : null;
}
