import React from 'react';
import { metricNames } from '../../metrics';
import { Experiment } from '../../query';
import { say } from '../../words';
import { ManyField, NumberField, OfferedNamesField, OptionalChoiceField, TextField } from '../fields';
import { selectors } from '../selectors';
import { choicesOf, metricWords } from '../words';
import { FieldGrid } from './FieldGrid';
import { Offers } from './offers';

interface ExperimentFieldsProps {
  readonly index: number;
  readonly experiment: Experiment;
  /** Names of the teams there are. */
  readonly teams: readonly string[];
  readonly disabled: boolean;
  readonly offers: Offers;
  readonly problem: (field: string) => string | null;
  readonly onChange: (experiment: Experiment) => void;
}

/** In the order one plans it: what, judged by what, for whom, when. */
export function ExperimentFields(props: ExperimentFieldsProps) {
  const { index, experiment, teams, disabled, offers, problem, onChange } = props;
  const set = (fields: Partial<Experiment>) => onChange({ ...experiment, ...fields });
  const common = (name: string, width = 60) => ({
    id: selectors.config.experiment(index, name),
    problem: problem(name),
    disabled,
    width,
  });
  // As wide as their column.
  const narrow = (name: string) => ({ ...common(name), width: undefined });
  const metrics = choicesOf(metricNames, metricWords());
  return (
    <>
      <TextField
        {...common('name')}
        label={say('config.experiment.name', 'Name')}
        value={experiment.name}
        placeholder={say('config.experiment.namePlaceholder', 'Smaller pull requests')}
        onCommit={(name) => set({ name: name.trim() })}
      />
      <TextField
        {...common('hypothesis', 90)}
        label={say('config.experiment.hypothesis', 'Hypothesis')}
        description={say('config.experiment.hypothesisHint', 'What is done, and what you expect of it.')}
        value={experiment.hypothesis}
        placeholder={say(
          'config.experiment.hypothesisPlaceholder',
          'If we split pull requests, changes reach production sooner.'
        )}
        onCommit={(hypothesis) => set({ hypothesis: hypothesis.trim() })}
      />
      <OptionalChoiceField
        {...common('metric')}
        label={say('config.experiment.metric', 'Metric that decides')}
        description={say('config.experiment.metricHint', 'One, chosen before it begins.')}
        value={experiment.metric}
        choices={metrics}
        placeholder={say('config.experiment.choose', 'Choose one')}
        onChange={(metric) => set({ metric })}
      />
      <ManyField
        {...common('guardrails')}
        label={say('config.experiment.guardrails', 'Guardrails')}
        description={say('config.experiment.guardrailsHint', 'Metrics that must not get worse meanwhile.')}
        values={experiment.guardrails}
        choices={metrics}
        placeholder={say('config.experiment.none', 'None')}
        onChange={(guardrails) => set({ guardrails })}
      />
      <FieldGrid>
        <TextField
          {...narrow('start')}
          label={say('config.experiment.start', 'Start')}
          description={say('config.experiment.startHint', 'The day begins in the time zone of whoever looks.')}
          value={experiment.start}
          placeholder="2026-04-06"
          onCommit={(start) => set({ start: start.trim() })}
        />
        <TextField
          {...narrow('end')}
          label={say('config.experiment.end', 'End')}
          description={say('config.experiment.endHint', 'The first day after it. Empty while it is running.')}
          value={experiment.end ?? ''}
          placeholder={say('config.experiment.running', 'Still running')}
          onCommit={(end) => set({ end: end.trim() || null })}
        />
      </FieldGrid>
      <FieldGrid>
        <NumberField
          {...narrow('washoutDays')}
          label={say('config.experiment.washout', 'Washout (days)')}
          description={say(
            'config.experiment.washoutHint',
            'From the start, while people get used to it: no evidence.'
          )}
          value={experiment.washoutDays}
          placeholder="0"
          onCommit={(days) => set({ washoutDays: days ?? 0 })}
        />
        <NumberField
          {...narrow('smallestEffect')}
          label={say('config.experiment.smallestEffect', 'Smallest effect that matters (%)')}
          description={say('config.experiment.smallestEffectHint', 'Of the metric. Empty: any.')}
          value={experiment.smallestEffect === null ? null : Number((experiment.smallestEffect * 100).toPrecision(12))}
          placeholder={say('config.experiment.any', 'Any')}
          onCommit={(percent) => set({ smallestEffect: percent === null ? null : percent / 100 })}
        />
      </FieldGrid>
      <OfferedNamesField
        {...common('teams')}
        label={say('config.experiment.teams', 'Teams')}
        description={say('config.experiment.teamsHint', 'Teams and repositories both empty: it concerns everybody.')}
        values={experiment.teams}
        placeholder={say('config.experiment.everybody', 'Everybody')}
        offer={async () => ({ names: teams.filter((name) => name !== '').map((value) => ({ value })), trouble: null })}
        onChange={(chosen) => set({ teams: chosen })}
      />
      <OfferedNamesField
        {...common('repositories')}
        label={say('config.experiment.repositories', 'Repositories')}
        description={say('config.experiment.repositoriesHint', 'owner/name or patterns.')}
        values={experiment.repositories}
        placeholder={say('config.experiment.noRepositories', 'None')}
        offer={offers.repositories}
        onChange={(repositories) => set({ repositories })}
      />
      <TextField
        {...common('notes', 90)}
        label={say('config.experiment.notes', 'Notes')}
        value={experiment.notes}
        onCommit={(notes) => set({ notes: notes.trim() })}
      />
    </>
  );
}
