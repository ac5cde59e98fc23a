import React from 'react';
import { TextField } from '../fields';
import { selectors } from '../selectors';
import { say } from '../../words';
import { ConnectionStatus } from './ConnectionStatus';
import { SetupForm } from './form';
import { SecretField } from './SecretField';
import { Section } from './Section';

const id = selectors.config.field;

/** Events from anywhere else. */
export function FeedSection(form: SetupForm) {
  const { settings, isReadOnly, change, problem, secret } = form;
  return (
    <Section
      name="feed"
      title={say('config.feed.feed', 'Feed')}
      description={say(
        'config.feed.eventsFromElsewhereJenkinsGitlab',
        'Events from elsewhere (Jenkins, GitLab, Opsgenie, a spreadsheet), as a JSON document. Optional.'
      )}
    >
      <TextField
        id={id('feedUrl')}
        label={say('config.feed.addressOfTheDocument', 'Address of the document')}
        description={say('config.feed.emptyNoneGrafanasServerMust', 'Empty: none. Grafana’s server must reach it.')}
        value={settings.feedUrl}
        placeholder={isReadOnly ? say('config.feed.none', 'None') : 'https://example.com/dora.json'}
        problem={problem('feedUrl')}
        disabled={isReadOnly}
        width={60}
        onCommit={(feedUrl) => change({ feedUrl: feedUrl.trim() })}
      />
      {settings.feedUrl !== '' && (
        <>
          <SecretField
            id={id('feedToken')}
            label={say('config.feed.bearerToken', 'Bearer token')}
            description={say('config.feed.onlyIfTheAddressAsks', 'Only if the address asks for one.')}
            placeholder={say('config.feed.noToken', 'None')}
            secret={secret('feedToken')}
            disabled={isReadOnly}
          />
          <ConnectionStatus source="feed" form={form} />
        </>
      )}
    </Section>
  );
}
