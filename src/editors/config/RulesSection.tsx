import React from 'react';
import { benchmarkYears, defaultRules, Rules } from '../../metrics';
import { ChoiceField } from '../fields';
import { selectors } from '../selectors';
import { say } from '../../words';
import { SetupForm } from './form';
import { offersOf } from './offers';
import { Overrides } from './Overrides';
import { RuleFields } from './RuleFields';
import { Section } from './Section';

const id = selectors.config.field;

const years = () =>
  benchmarkYears.map((year) => ({
    value: year,
    label: String(year),
    description:
      year === 2025
        ? say('config.rulesSection.quickCheckScoresNoLevels', 'Quick Check scores, no levels')
        : say('config.rulesSection.levelsOfTheReport', 'Levels of the {{year}} report', { year: String(year) }),
  }));

/** What the numbers mean here, for every team that does not say otherwise. */
export function RulesSection(form: SetupForm) {
  const { settings, isReadOnly, change, problem } = form;
  return (
    <Section
      name="rules"
      title={say('config.rulesSection.rules', 'Rules')}
      description={say(
        'config.rulesSection.whatCountsAsADeployment',
        'What counts as a deployment, a change and an incident, for every team that does not say otherwise. An empty field has the default it shows.'
      )}
    >
      <ChoiceField
        id={id('benchmarkYear')}
        label={say('config.rulesSection.benchmarkYear', 'Benchmark year')}
        value={settings.benchmarkYear}
        choices={years()}
        problem={problem('benchmarkYear')}
        disabled={isReadOnly}
        width={60}
        onChange={(benchmarkYear) => change({ benchmarkYear })}
      />
      <RuleFields
        said={departures(settings.rules)}
        inherited={defaultRules}
        inheritedFrom={say('config.rulesSection.default', 'Default')}
        disabled={isReadOnly}
        offers={offersOf(form)}
        id={id}
        problem={(rule) => problem(`rules.${rule}`)}
        onChange={(said) => change({ rules: { ...defaultRules, overrides: settings.rules.overrides, ...said } })}
      />
      <Overrides {...form} />
    </Section>
  );
}

/** What differs from the defaults; rulings on incidents have their own place. */
function departures(rules: Rules): Partial<Rules> {
  return Object.fromEntries(
    Object.entries(rules).filter(
      ([name, value]) =>
        name !== 'overrides' &&
        !Object.entries(defaultRules).some(
          ([rule, standard]) => rule === name && JSON.stringify(standard) === JSON.stringify(value)
        )
    )
  );
}
