import { locationService } from '@grafana/runtime';
import { Alert, Button, Stack } from '@grafana/ui';
import React, { useEffect, useState } from 'react';
import { viewerName } from '../../datasource';
import { IncidentOverride } from '../../metrics';
import { readRulingRequest, rulingParameters } from '../../query';
import { say } from '../../words';
import { selectors } from '../selectors';
import { SettingsForm } from './form';
import { OverrideFields } from './OverrideFields';
import { today } from './today';

interface RequestedRulingProps extends SettingsForm {
  readonly onAdd: (override: IncidentOverride) => void;
}

/**
 * The ruling somebody came to make: a list linked here with the incident and the deployment it is laid to now. Only the
 * reason is missing. Provisioned settings show what to write where they are provisioned from.
 */
export function RequestedRuling({ settings, isReadOnly, onAdd }: RequestedRulingProps) {
  const [asked] = useState(requested);
  const [draft, setDraft] = useState(asked);
  const [isTried, setIsTried] = useState(false);
  const incident = draft?.incident ?? '';
  useEffect(() => {
    if (incident !== '') {
      const field = document.getElementById(id('reason'));
      field?.scrollIntoView?.({ block: 'center' });
      field?.focus({ preventScroll: true });
    }
  }, [incident]);
  if (asked === null || draft === null) {
    return null;
  }
  const close = () => {
    setDraft(null);
    // Whoever loads the page again has not come to rule once more.
    locationService.partial(
      Object.fromEntries(Object.values(rulingParameters).map((parameter) => [parameter, null])),
      true
    );
  };
  const before = settings.rules.overrides.find((one) => one.incident === incident);
  const title = say('config.ruling.title', 'Rule on incident {{incident}}', { incident });
  if (before !== undefined) {
    return (
      <Alert severity="info" title={title} onRemove={close}>
        {before.author === ''
          ? say('config.ruling.exists', 'There is a ruling on it already: change it below.')
          : say('config.ruling.existsBy', 'There is a ruling on it already, by {{author}}: change it below.', {
              author: before.author,
            })}
      </Alert>
    );
  }
  return (
    <Alert severity="info" title={title} onRemove={close}>
      <Stack direction="column" gap={2}>
        <div>
          {asked.deployment === null
            ? say(
                'config.ruling.ofNone',
                'The rules lay it to no deployment. Name the one that caused it, or leave that empty to rule that none did, and say why.'
              )
            : say(
                'config.ruling.of',
                'The rules lay it to {{deployment}}. Name the deployment that really caused it, or empty that field to rule that none did, and say why.',
                { deployment: asked.deployment }
              )}
        </div>
        <OverrideFields
          id={id}
          override={draft}
          disabled={false}
          problem={(name) => (isTried ? missingIn(draft, name) : null)}
          onChange={setDraft}
        />
        {isReadOnly ? (
          <ToProvision override={draft} />
        ) : (
          <div>
            <Button
              data-testid={selectors.config.addRequestedRuling}
              onClick={() => {
                setIsTried(true);
                if (missingIn(draft, 'reason') === null) {
                  onAdd(draft);
                  close();
                }
              }}
            >
              {say('config.ruling.add', 'Add this ruling')}
            </Button>{' '}
            {say('config.ruling.thenSave', 'It holds once the settings are saved.')}
          </div>
        )}
      </Stack>
    </Alert>
  );
}

/** Who ruled and why are both shown wherever the ruling decides. */
function missingIn({ author, reason, incident }: IncidentOverride, field: string): string | null {
  return field === 'reason' && (author === '' || reason === '')
    ? say(
        'config.ruling.missing',
        'Say who decided about incident {{incident}} and why: author and reason are both shown.',
        {
          incident,
        }
      )
    : null;
}

function ToProvision({ override }: { readonly override: IncidentOverride }) {
  return (
    <div>
      {say('config.ruling.provision', 'These settings are provisioned. Add this under jsonData, rules, overrides:')}
      <pre data-testid={selectors.config.rulingToProvision}>{`- ${JSON.stringify(override)}`}</pre>
    </div>
  );
}

const id = (name: string) => selectors.config.requestedRuling(name);

function requested(): IncidentOverride | null {
  const request = readRulingRequest(locationService.getLocation().search);
  return request === null ? null : { ...request, author: viewerName(), reason: '', at: today() };
}
