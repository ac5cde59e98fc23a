import { FieldConfig, MappingType } from '@grafana/data';
import { DeploymentState, IncidentState } from '../engine';
import { Level } from '../metrics';
import { say } from '../words';
import { levelColours, levelTexts } from './levelColours';

/** Neither good nor bad, and told from all that is; at least 3:1 against Grafana's light and dark panels. */
export const neutralColour = '#6c6c6c';

/** What is wrong has the colour of a low level, what is well that of an elite one. */
export const stateColours: Record<DeploymentState | IncidentState, string> = {
  failed: levelColours.low,
  open: levelColours.low,
  rework: levelColours.medium,
  acknowledged: levelColours.medium,
  good: levelColours.elite,
  // Incidents are short: beside a strong colour they would not be seen.
  quiet: neutralColour,
};

export function stateText(state: DeploymentState | IncidentState): string {
  switch (state) {
    case 'failed':
      return say('frames.state.failed', 'Failed');
    case 'rework':
      return say('frames.state.rework', 'Rework');
    case 'good':
      return say('frames.state.good', 'Good');
    case 'open':
      return say('frames.state.open', 'Open');
    case 'acknowledged':
      return say('frames.state.acknowledged', 'Acknowledged');
    case 'quiet':
      return say('frames.state.quiet', 'No open incident');
  }
}

const deploymentStates: readonly DeploymentState[] = ['good', 'rework', 'failed'];
const incidentStates: readonly IncidentState[] = ['quiet', 'acknowledged', 'open'];

/** A lane of deployments, or of incidents: every state by its word, in its colour. */
export function stateConfig(of: 'deployments' | 'incidents'): FieldConfig {
  const states = of === 'deployments' ? deploymentStates : incidentStates;
  return wordsInColour(states.map((state) => ({ value: state, text: stateText(state), color: stateColours[state] })));
}

/** What stands in a lane of levels where there are too few observations for a level. */
export const tooFew = 'tooFew';

const levels: readonly Level[] = ['elite', 'high', 'medium', 'low'];

/** A lane of levels. */
export function levelStateConfig(): FieldConfig {
  return wordsInColour([
    ...levels.map((level) => ({ value: level, text: levelTexts[level], color: levelColours[level] })),
    { value: tooFew, text: say('frames.state.tooFew', 'Too few to have a level'), color: neutralColour },
  ]);
}

function wordsInColour(
  words: ReadonlyArray<{ readonly value: string; readonly text: string; readonly color: string }>
): FieldConfig {
  const options = Object.fromEntries(words.map(({ value, text, color }, index) => [value, { text, color, index }]));
  return { mappings: [{ type: MappingType.ValueToText, options }] };
}
