import { Stack } from '@grafana/ui';
import React from 'react';
import { ChoiceField, FlagField, TextField } from '../fields';
import { selectors } from '../selectors';
import { say } from '../../words';
import { ConnectionStatus } from './ConnectionStatus';
import { SetupForm, withoutSlash } from './form';
import { SecretField } from './SecretField';
import { Section } from './Section';
import { PagerdutyKeyHelp } from './TokenHelp';

const regions = [
  { value: 'us' as const, label: 'US', description: 'api.pagerduty.com' },
  { value: 'eu' as const, label: 'EU', description: 'api.eu.pagerduty.com' },
];

const id = selectors.config.field;

export function PagerdutySection(form: SetupForm) {
  const { settings, isReadOnly, change, problem, secret } = form;
  const disabled = isReadOnly;
  return (
    <Section
      name="pagerduty"
      title="PagerDuty"
      description={say(
        'config.pagerduty.incidentsAreReadFromHere',
        'Incidents are read from here. If you have no PagerDuty, switch it off: change fail rate and recovery time then rest on rollbacks, reverts, hotfixes and labelled issues.'
      )}
    >
      <FlagField
        id={id('pagerdutyEnabled')}
        label={say('config.pagerduty.readFromPagerduty', 'Read from PagerDuty')}
        value={settings.pagerdutyEnabled}
        disabled={disabled}
        onChange={(pagerdutyEnabled) => change({ pagerdutyEnabled })}
      />
      {settings.pagerdutyEnabled && (
        <>
          <ChoiceField
            id={id('pagerdutyRegion')}
            label={say('config.pagerduty.serviceRegion', 'Service region')}
            description={say(
              'config.pagerduty.euIfYourPagerdutyAddress',
              'EU if your PagerDuty address ends in .eu.pagerduty.com.'
            )}
            value={settings.pagerdutyRegion}
            choices={regions}
            problem={problem('pagerdutyRegion')}
            width={40}
            disabled={disabled}
            onChange={(pagerdutyRegion) => change({ pagerdutyRegion })}
          />
          <Stack direction="column" gap={1}>
            <SecretField
              id={id('pagerdutyToken')}
              label={say('config.pagerduty.apiKey', 'API key')}
              description={say(
                'config.pagerduty.aGeneralAccessKeyRead',
                'A general access key, read-only. Kept encrypted by Grafana’s server; no browser sees it again.'
              )}
              placeholder={say('config.pagerduty.x20Characters', '20 characters')}
              secret={secret('pagerdutyToken')}
              disabled={disabled}
              helpId={id('pagerdutyTokenHelp')}
            />
            <PagerdutyKeyHelp
              id={id('pagerdutyTokenHelp')}
              isNeeded={!isReadOnly && !secret('pagerdutyToken').isConfigured}
              region={settings.pagerdutyRegion}
            />
          </Stack>
          <TextField
            id={id('pagerdutyUrl')}
            label={say('config.pagerduty.otherAddress', 'Other address')}
            description={say(
              'config.pagerduty.onlyForAProxyOf',
              "Only for a proxy of your own: replaces the region's address."
            )}
            value={settings.pagerdutyUrl}
            placeholder={say('config.pagerduty.theRegions', "The region's")}
            problem={problem('pagerdutyUrl')}
            disabled={disabled}
            width={60}
            onCommit={(url) => change({ pagerdutyUrl: withoutSlash(url) })}
          />
          <ConnectionStatus source="pagerduty" form={form} />
        </>
      )}
    </Section>
  );
}
