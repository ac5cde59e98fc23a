import {
  BigValueColorMode,
  BigValueGraphMode,
  BigValueTextMode,
  ReduceDataOptionsBuilder,
} from '@grafana/grafana-foundation-sdk/common';
import {
  CustomVariableBuilder,
  DashboardBuilder,
  TextBoxVariableBuilder,
} from '@grafana/grafana-foundation-sdk/dashboard';
import { PanelBuilder as Stat } from '@grafana/grafana-foundation-sdk/stat';
import { MetricName, metricNames } from '../src/metrics';
import { dashboardFrame } from './frame';
import { roomOverrides } from './columns';
import { at, eventTable, listTable, meaning, restsOnTable } from './panels';
import { datasource, list, metrics, target } from './target';

/** One number of one team: what it is made of, what is left out and why, and how much hangs on which choice. */
export function explainNumber(): DashboardBuilder {
  const dashboard = dashboardFrame({
    uid: 'dora-explain',
    title: 'Explain a number',
    description:
      'One metric of one team: the events it is made of, those it leaves out and why, and how it changes with each choice behind it.',
    revision: 1,
    severalTeams: false,
  })
    .withVariable(metricVariable('changeFailRate'))
    .withVariable(new TextBoxVariableBuilder('item').label('Why is this …?').description(aboutItem));

  dashboard.withPanel(
    new Stat()
      .title('The number')
      .description('Over the time range, coloured by its level. Click it to explore the events behind it.')
      .datasource(datasource)
      .gridPos(at(0, 0, 5, 4))
      .withTarget(target(metrics({ metricVariable: '$metric' })))
      .reduceOptions(new ReduceDataOptionsBuilder().calcs(['last']).fields('').values(false))
      .graphMode(BigValueGraphMode.None)
      .colorMode(BigValueColorMode.Value)
      .textMode(BigValueTextMode.Value)
  );
  dashboard.withPanel(
    restsOnTable(
      'What it rests on',
      'Observations (k of n for shares), the 95 % interval, the level, the value of the previous period, and what stands beside the number without being in it.',
      { metricVariable: '$metric' },
      at(5, 0, 19, 4)
    )
  );
  dashboard.withPanel(
    listTable(
      'Sensitivity',
      'The same number under every other choice that can change it. What moves it most is worth agreeing on before the number is compared.',
      [list('sensitivity', { metricVariable: '$metric' })],
      at(0, 4, 24, 13)
    )
      .overrideByRegexp('/./', [{ id: 'custom.wrapHeaderText', value: true }])
      .overrideByFieldType('number', roomOverrides(96))
      .overrideByName('What is different', roomOverrides({ rest: 250 }))
      .overrideByName('Observations', roomOverrides(108))
  );
  dashboard.withPanel(
    eventTable(
      'Counted',
      'Exactly the observations the value is made of, each with the rule that decides and its evidence.',
      list('items', { metricVariable: '$metric', outcome: 'counted', item: '$item' }),
      {
        Time: 166,
        Event: { wrapped: 200 },
        Value: 90,
        Because: { rest: 280 },
        Rule: 150,
        Confidence: 100,
        Ruling: 170,
      },
      at(0, 17, 24, 11)
    )
  );
  dashboard.withPanel(
    eventTable(
      'Not counted, and why',
      'What one may look for in the number: other environments, failed pipelines, incidents laid to nothing, changes without a lead time. Whoever knows better can rule on an incident.',
      list('items', { metricVariable: '$metric', outcome: 'notCounted', item: '$item' }),
      { Time: 166, Kind: 110, Event: { wrapped: 190 }, Because: { rest: 280 }, Ruling: 170 },
      at(0, 28, 24, 11)
    )
  );
  dashboard.withPanel(
    eventTable(
      'Near misses',
      'Incidents that no rule ties to a deployment, with the nearest deployment before each and why it is not blamed.',
      list('incidents', { outcome: 'notChangeRelated' }),
      {
        Started: 166,
        Incident: 156,
        Title: { wrapped: 156 },
        'Laid to none because': { rest: 264 },
        Service: { wrapped: 120 },
        Ruling: 170,
      },
      at(0, 39, 24, 9)
    )
  );
  return dashboard;
}

const aboutItem = 'The id, #number, commit or address of a deployment, change or incident; empty: all of them.';

/** A metric is chosen by its title and asked for by its name. */
function metricVariable(first: MetricName): CustomVariableBuilder {
  return new CustomVariableBuilder('metric')
    .label('Metric')
    .values(metricNames.map((metric) => `${meaning[metric].title} : ${metric}`).join(', '))
    .current({ selected: true, text: meaning[first].title, value: first });
}
