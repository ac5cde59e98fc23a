import { DataFrame, dateTimeFormat, Field, FieldConfig, FieldType, NodeGraphDataFrameFieldNames } from '@grafana/data';
import { DeliveryGraph, GraphEdge, GraphNode } from '../engine';
import { say, sayCount } from '../words';
import { addressField, linkToAddress } from './addresses';
import { words } from './listColumns';
import { written } from './metricDisplay';
import { neutralColour, stateColours, stateText } from './stateColours';

/**
 * Changes, deployments, incidents and repairs as a node graph takes them: a frame of nodes and one of edges. What stands in
 * a node is short; what there is to know about it stands in its menu, with a link to where it comes from.
 */
export function graphFrames({ nodes, edges }: DeliveryGraph, timeZone: string): DataFrame[] {
  const time = (node: GraphNode) => dateTimeFormat(node.at, { timeZone, format: 'YYYY-MM-DD HH:mm' });
  const hasLinks = nodes.some(({ url }) => url !== null);
  const open = { ...linkToAddress(say('frames.link.open', 'Open'), 'url'), targetBlank: true };
  return [
    graphFrame('nodes', [
      textField(
        names.id,
        nodes.map(({ id }) => id)
      ),
      textField(names.title, nodes.map(titleOf), hasLinks ? { links: [open] } : {}),
      textField(names.subTitle, nodes.map(subtitleOf)),
      textField(names.mainStat, nodes.map(mainStatOf)),
      textField(names.secondaryStat, nodes.map(time)),
      textField(names.color, nodes.map(colourOf)),
      detail(
        'repository',
        say('frames.graph.repository', 'Repository'),
        nodes.map(({ repository }) => repository)
      ),
      detail('what', say('frames.graph.what', 'What'), nodes.map(whatOf)),
      addressField(
        'url',
        nodes.map(({ url }) => url)
      ),
    ]),
    graphFrame('edges', [
      textField(
        names.id,
        edges.map(({ id }) => id)
      ),
      textField(
        names.source,
        edges.map(({ source }) => source)
      ),
      textField(
        names.target,
        edges.map(({ target }) => target)
      ),
      textField(names.mainStat, edges.map(edgeStatOf)),
      textField(names.secondaryStat, edges.map(edgeTimeOf)),
      textField(
        names.color,
        edges.map(({ kind }) => edgeColours[kind])
      ),
      detail(
        'rule',
        say('frames.graph.rule', 'Rule'),
        edges.map(({ rule }) => word(rule))
      ),
      detail(
        'confidence',
        say('frames.graph.confidence', 'Confidence'),
        edges.map(({ confidence }) => word(confidence))
      ),
      detail(
        'evidence',
        say('frames.graph.evidence', 'Evidence'),
        edges.map(({ evidence }) => evidence)
      ),
    ]),
  ];
}

const names = NodeGraphDataFrameFieldNames;

const edgeColours: Record<GraphEdge['kind'], string> = {
  delivers: neutralColour,
  fails: stateColours.failed,
  repairs: stateColours.rework,
};

function titleOf(node: GraphNode): string {
  switch (node.kind) {
    case 'changes':
      return node.n === 1 ? node.names[0] : changesText(node.n);
    case 'deployment':
      return `${shortName(node.repository)} ${node.sha.slice(0, 7)}`;
    case 'incident':
      return node.title;
  }
}

function subtitleOf(node: GraphNode): string {
  switch (node.kind) {
    case 'changes':
      return node.n === 1 ? '' : `${node.names.join(', ')}${node.n > node.names.length ? ', …' : ''}`;
    case 'deployment':
      return node.environment;
    case 'incident':
      return node.service ?? '';
  }
}

function mainStatOf(node: GraphNode): string {
  switch (node.kind) {
    case 'changes':
      return durationText(node.medianLeadTime);
    case 'deployment':
      return stateText(node.state);
    case 'incident':
      return node.timeToRestore === null ? stateText('open') : durationText(node.timeToRestore);
  }
}

function colourOf(node: GraphNode): string {
  switch (node.kind) {
    case 'changes':
      return neutralColour;
    case 'deployment':
      return stateColours[node.state];
    case 'incident':
      return node.timeToRestore === null ? stateColours.open : stateColours.acknowledged;
  }
}

/** The whole of it, for the menu of the node. */
function whatOf(node: GraphNode): string {
  switch (node.kind) {
    case 'changes':
      return say(
        'frames.graph.changes',
        'Changes whose first production deployment this is; median lead time {{time}}',
        {
          time: durationText(node.medianLeadTime) || say('frames.graph.notKnown', 'not known'),
        }
      );
    case 'deployment':
      return node.recoveryTime === null
        ? say('frames.graph.deployment', 'Deployment')
        : say('frames.graph.recovered', 'Deployment, recovered from after {{time}}', {
            time: durationText(node.recoveryTime),
          });
    case 'incident':
      return node.timeToRestore === null
        ? say('frames.graph.openIncident', 'Incident, still open')
        : say('frames.graph.incident', 'Incident, restored after {{time}}', { time: durationText(node.timeToRestore) });
  }
}

function edgeStatOf({ kind, n, rule }: GraphEdge): string {
  return kind === 'delivers' ? changesText(n) : (word(rule) ?? '');
}

function edgeTimeOf({ kind, seconds, confidence }: GraphEdge): string {
  const time = durationText(seconds);
  if (kind === 'delivers') {
    return time === '' ? '' : say('frames.graph.median', 'median {{time}}', { time });
  }
  const after = say('frames.graph.after', 'after {{time}}', { time });
  const sure = word(confidence);
  return sure === null ? after : `${sure}, ${after}`;
}

function changesText(n: number): string {
  return sayCount('frames.graph.nChanges', { one: '{{count}} change', other: '{{count}} changes' }, n);
}

function durationText(seconds: number | null): string {
  return written(seconds, { unit: 's', decimals: 1 }) ?? '';
}

function word(name: string | null): string | null {
  return name === null ? null : (words[name] ?? name);
}

function shortName(repository: string): string {
  return repository.slice(repository.indexOf('/') + 1);
}

function textField(name: string, values: Array<string | null>, config: FieldConfig = {}): Field {
  return { name, type: FieldType.string, config, values };
}

function detail(name: string, displayName: string, values: Array<string | null>): Field {
  return textField(`${names.detail}${name}`, values, { displayName });
}

function graphFrame(name: string, fields: Field[]): DataFrame {
  return { name, length: fields[0].values.length, fields, meta: { preferredVisualisationType: 'nodeGraph' } };
}
