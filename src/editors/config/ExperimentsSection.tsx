import React from 'react';
import { defaultExperiment, Experiment } from '../../query';
import { say } from '../../words';
import { selectors } from '../selectors';
import { CardList } from './CardList';
import { ExperimentFields } from './ExperimentFields';
import { FoldedCard } from './FoldedCard';
import { SetupForm } from './form';
import { offersOf } from './offers';
import { Section } from './Section';
import { useOpened } from './useOpened';

/** What is being tried out, named before it begins. */
export function ExperimentsSection(form: SetupForm) {
  const { settings, isReadOnly, change, problem } = form;
  const { experiments } = settings;
  const opened = useOpened(experiments.length);
  const save = (next: readonly Experiment[]) => change({ experiments: next });
  const problemOf = (index: number) => (field: string) => problem(`experiments[${index}].${field}`);
  return (
    <Section
      name="experiments"
      title={say('config.experiments.title', 'Experiments')}
      description={say(
        'config.experiments.description',
        'What you change about how people work, named before it begins: with what you expect of it, the one metric that decides, and for whom. They can be marked on every dashboard as an annotation, and listed by a query.'
      )}
    >
      <CardList
        none={say('config.experiments.none', 'No experiments yet.')}
        addLabel={say('config.experiments.add', 'Add an experiment')}
        addTestId={selectors.config.addExperiment}
        isReadOnly={isReadOnly}
        onAdd={() => {
          save([...experiments, defaultExperiment]);
          opened.added(experiments.length, 1);
        }}
      >
        {experiments.map((experiment, index) => {
          const name =
            experiment.name || say('config.experiments.unnamed', 'Experiment {{number}}', { number: index + 1 });
          const hasMistake = Object.keys(experiment).some((field) => problemOf(index)(field) !== null);
          return (
            <FoldedCard
              key={index}
              id={selectors.config.experiment(index, 'fields')}
              toggleTestId={selectors.config.experiment(index, 'toggle')}
              name={name}
              summary={summaryOf(experiment)}
              isOpen={opened.has(index) || hasMistake}
              disabled={isReadOnly}
              removeLabel={say('config.experiments.remove', 'Remove {{name}}', { name })}
              removeTooltip={say('config.experiments.removeThis', 'Remove this experiment')}
              onToggle={(isOpen) => opened.toggle(index, isOpen)}
              onRemove={() => {
                save(experiments.filter((_, position) => position !== index));
                opened.removed(index);
              }}
            >
              <ExperimentFields
                index={index}
                experiment={experiment}
                teams={settings.teams.map(({ name: team }) => team)}
                disabled={isReadOnly}
                offers={offersOf(form)}
                problem={problemOf(index)}
                onChange={(next) => save(experiments.map((one, position) => (position === index ? next : one)))}
              />
            </FoldedCard>
          );
        })}
      </CardList>
    </Section>
  );
}

/** `2026-04-06 to 2026-06-01 · Checkout, Payments`. */
function summaryOf({ start, end, teams, repositories }: Experiment): string {
  if (start === '') {
    return say('config.experiments.noStart', 'Not dated yet');
  }
  const time =
    end === null
      ? say('config.experiments.since', 'since {{start}}', { start })
      : say('config.experiments.fromTo', '{{start}} to {{end}}', { start, end });
  const whom = [...teams, ...repositories].join(', ') || say('config.experiments.everybody', 'everybody');
  return `${time} · ${whom}`;
}
