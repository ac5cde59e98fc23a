import { Stack, Text } from '@grafana/ui';
import React, { useState } from 'react';
import { TeamSettings } from '../../query';
import { OfferedNameField, OfferedNamesField } from '../fields';
import { say } from '../../words';
import { Offers } from './offers';

interface ServiceRepositoriesProps {
  readonly team: TeamSettings;
  readonly disabled: boolean;
  readonly offers: Offers;
  readonly id: (name: string) => string;
  readonly problem: (field: string) => string | null;
  readonly onChange: (serviceRepositories: TeamSettings['serviceRepositories']) => void;
}

/** Which of a team's services belongs to which of its repositories; one that says nothing belongs to all of them. */
export function ServiceRepositories({ team, disabled, offers, id, problem, onChange }: ServiceRepositoriesProps) {
  const { serviceRepositories, services, pagerdutyTeam } = team;
  // A service that PagerDuty's team brings along has no row before somebody asks for one.
  const [added, setAdded] = useState<readonly string[]>([]);
  const named = services.filter((service) => !/[*?[\]{}!]/.test(service));
  const rows = [...new Set([...named, ...Object.keys(serviceRepositories), ...added])];
  if (rows.length === 0 && pagerdutyTeam === '') {
    return null;
  }
  const set = (service: string, repositories: readonly string[]) => {
    const others = Object.entries(serviceRepositories).filter(([name]) => name !== service);
    onChange(Object.fromEntries(repositories.length === 0 ? others : [...others, [service, repositories]]));
  };
  return (
    <Stack direction="column" gap={1}>
      <Text variant="bodySmall" color="secondary" element="p">
        {say(
          'config.serviceRepositories.anIncidentIsLaidTo',
          "An incident is laid to a deployment of the repositories its service belongs to. A service without any belongs to all of the team's repositories."
        )}
      </Text>
      {rows.map((service, position) => (
        <OfferedNamesField
          key={service}
          id={id(`service-${position}`)}
          label={say('config.serviceRepositories.repositoriesOfTheService', 'Repositories of the service {{service}}', {
            service,
          })}
          values={serviceRepositories[service] ?? []}
          placeholder={say('config.serviceRepositories.allOfTheTeam', 'All of the team')}
          problem={problem(`serviceRepositories.${service}`)}
          disabled={disabled}
          offer={offers.repositories}
          onChange={(repositories) => set(service, repositories)}
        />
      ))}
      {!disabled && pagerdutyTeam !== '' && (
        <OfferedNameField
          id={id('service-added')}
          label={say(
            'config.serviceRepositories.anotherServiceOfThePagerduty',
            'Another service of the PagerDuty team'
          )}
          value=""
          placeholder={say(
            'config.serviceRepositories.chooseOneToSayWhich',
            'Choose one to say which repositories it belongs to'
          )}
          offer={offers.services}
          onChange={(service) => service !== '' && setAdded([...added, service])}
        />
      )}
    </Stack>
  );
}
