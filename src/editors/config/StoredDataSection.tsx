import { formattedValueToString, getValueFormat } from '@grafana/data';
import { Alert, Button, ConfirmModal, Text } from '@grafana/ui';
import React, { useEffect, useState } from 'react';
import { BrowserVault, VaultUsage } from '../../datasource';
import { storageLimits } from '../../query';
import { FlagField, NumberField } from '../fields';
import { selectors } from '../selectors';
import { say, sayCount } from '../../words';
import { SettingsForm } from './form';
import { Section } from './Section';

const id = selectors.config.field;

interface StoredDataSectionProps extends SettingsForm {
  /** Opens what is kept for this data source and this viewer; called once. */
  readonly open: () => BrowserVault;
}

/** What is kept in browsers, how much, and how to be rid of it: clearing is every viewer's own and needs no right to edit. */
export function StoredDataSection({ settings, isReadOnly, change, problem, open }: StoredDataSectionProps) {
  const [vault] = useState(open);
  useEffect(() => () => vault.close(), [vault]);
  const isKept = settings.storage === 'browser';
  return (
    <Section
      name="stored"
      title={say('config.stored.storedData', 'Stored data')}
      description={say(
        'config.stored.whatWasReadFromGithub',
        'What was read from GitHub and PagerDuty can be kept in the browser of whoever looks, so that a reload, another dashboard or another tab reads only what is new: deployments, changes, commits, incidents and workflow runs with their titles and authors. It is kept apart for each Grafana user and data source, never leaves that browser, and holds no token.'
      )}
    >
      <FlagField
        id={id('storage')}
        label={say('config.stored.keepWhatWasReadIn', 'Keep what was read in the browser')}
        description={say(
          'config.stored.offItIsKeptAs',
          'Off: it is kept as long as the page is open. What lies there already stays until it is cleared.'
        )}
        value={isKept}
        problem={problem('storage')}
        disabled={isReadOnly}
        onChange={(keep) => change({ storage: keep ? 'browser' : 'none' })}
      />
      {isKept && (
        <NumberField
          id={id('storageMegabytes')}
          label={say('config.stored.atMostMb', 'At most (MB)')}
          description={say(
            'config.stored.inEachBrowserFromTo',
            'In each browser, from {{least}} to {{most}}. What was not used for longest goes first.',
            { least: storageLimits.least, most: storageLimits.most }
          )}
          value={settings.storageMegabytes}
          problem={problem('storageMegabytes')}
          disabled={isReadOnly}
          width={20}
          // Emptied: the default again.
          onCommit={(megabytes) => change({ storageMegabytes: megabytes ?? undefined })}
        />
      )}
      <InThisBrowser vault={vault} limit={isKept ? settings.storageMegabytes : null} />
    </Section>
  );
}

/** `limit`: in megabytes; null: nothing is meant to be kept. */
function InThisBrowser({ vault, limit }: { readonly vault: BrowserVault; readonly limit: number | null }) {
  const [usage, setUsage] = useState<VaultUsage | null>(null);
  const [isAsking, setIsAsking] = useState(false);
  useEffect(() => {
    let isShown = true;
    void vault.usage().then((found) => isShown && setUsage(found));
    return () => {
      isShown = false;
    };
  }, [vault]);
  const clear = async () => {
    setIsAsking(false);
    await vault.clear();
    setUsage(await vault.usage());
  };
  const trouble = vault.trouble();
  return (
    <>
      {trouble !== null && <Alert severity="info" title={trouble} />}
      <Text element="p">
        <span data-testid={selectors.config.storedData}>{usageText(usage, limit)}</span>
      </Text>
      <div>
        <Button
          variant="secondary"
          icon="trash-alt"
          data-testid={selectors.config.clearStoredData}
          onClick={() => setIsAsking(true)}
        >
          {say('config.stored.clearStoredData', 'Clear stored data')}
        </Button>
      </div>
      <ConfirmModal
        isOpen={isAsking}
        title={say('config.stored.clearStoredData', 'Clear stored data')}
        body={say(
          'config.stored.whatThisBrowserKeepsFor',
          'What this browser keeps for you of this data source is deleted. After the next reload panels read it again, which costs calls to GitHub and PagerDuty. Other viewers and other browsers keep theirs.'
        )}
        confirmText={say('config.stored.clear', 'Clear')}
        onConfirm={clear}
        onDismiss={() => setIsAsking(false)}
      />
    </>
  );
}

function usageText(usage: VaultUsage | null, limit: number | null): string {
  if (usage === null) {
    return say('config.stored.inThisBrowserForYou', 'In this browser, for you: being counted.');
  }
  const bytes = inBytes(usage.bytes);
  return limit === null
    ? sayCount(
        'config.stored.usage',
        {
          one: 'In this browser, for you: {{bytes}}, 1 entry.',
          other: 'In this browser, for you: {{bytes}}, {{count}} entries.',
        },
        usage.entries,
        { bytes }
      )
    : sayCount(
        'config.stored.usageOfLimit',
        {
          one: 'In this browser, for you: {{bytes}} of {{most}}, 1 entry.',
          other: 'In this browser, for you: {{bytes}} of {{most}}, {{count}} entries.',
        },
        usage.entries,
        { bytes, most: inBytes(limit * 1_000_000) }
      );
}

function inBytes(bytes: number): string {
  return formattedValueToString(getValueFormat('decbytes')(bytes));
}
