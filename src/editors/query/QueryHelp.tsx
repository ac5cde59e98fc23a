import { css } from '@emotion/css';
import { GrafanaTheme2, QueryEditorHelpProps } from '@grafana/data';
import { TextLink, useStyles2 } from '@grafana/ui';
import React from 'react';
import { StoredQuery, storeQuery } from '../../datasource';
import { say } from '../../words';
import { marked } from '../marked';
import { ExampleList } from './ExampleList';

const definitions = 'https://github.com/deliverymetrics/deliverymetrics-dora-datasource/blob/main/docs/metrics.md';

/** What Grafana shows where nothing has been asked yet, and behind the help button of a query. */
export function QueryHelp({ query, onClickExample }: QueryEditorHelpProps<StoredQuery>) {
  const styles = useStyles2(stylesOf);
  return (
    <div className={styles.help}>
      <h2 className={styles.title}>{say('editor.help.askAboutDelivery', 'Ask about delivery')}</h2>
      <p>
        {say(
          'editor.help.aQueryIsReadIn',
          'A query is read in the order one thinks: what, of whom, over what, compared with what, shown how, by which rules. The sentence above its fields says what it means. Choose a question to start from.'
        )}
      </p>
      <ExampleList
        onChoose={(example) => onClickExample(storeQuery(example, { ...query, refId: query?.refId ?? 'A' }))}
      />
      <h3 className={styles.title}>{say('editor.help.goodToKnow', 'Good to know')}</h3>
      <ul className={styles.notes}>
        <li>
          {marked(
            say(
              'editor.help.filters',
              'Every filter takes names, patterns such as <code>acme/pay-*</code>, dashboard variables such as <code>$team</code>, and with <code>!</code> in front what to leave out. Empty means all.'
            ),
            { code: (text) => <code>{text}</code> }
          )}
        </li>
        <li>
          {say(
            'editor.help.withARollingWindowEach',
            'With a rolling window each point looks back that many days. Without one each interval stands for itself, and few events make it jump.'
          )}
        </li>
        <li>
          {say(
            'editor.help.noValueIsNotZero',
            'No value is not zero: it means that nothing was observed, or not read yet. The notice of the panel says which.'
          )}
        </li>
        <li>
          {say(
            'editor.help.strictAttributionCountsAFailure',
            'Strict attribution counts a failure only where something names, rolls back, reverts or hot-fixes it; inclusive also where an incident begins soon after a deployment.'
          )}
        </li>
        <li>
          <TextLink href={definitions} external>
            {say('editor.help.howEveryNumberIsDefined', 'How every number is defined')}
          </TextLink>
        </li>
      </ul>
    </div>
  );
}

function stylesOf(theme: GrafanaTheme2) {
  return {
    help: css({ maxWidth: 1200 }),
    title: css({ ...theme.typography.h5, margin: theme.spacing(1, 0) }),
    notes: css({ paddingLeft: theme.spacing(2.5), '& li': { margin: theme.spacing(0.5, 0) } }),
  };
}
