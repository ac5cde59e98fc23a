import { DataQueryResponse, DataTopic, LoadingState } from '@grafana/data';
import { Progress } from '../engine';
import { complete } from '../engine/testing/complete';
import { deploymentRow } from '../frames/testing/rows';
import { DoraQuery, plainQuery } from '../query';
import { Problem } from '../sources';
import { createDataSource, now, requestOf } from './testing/fakes';
import { StoredQuery } from './types';

/** What annotations say of themselves to whoever looks at their query, above all where a part cannot be read. */

const settle = () => new Promise((resolve) => setTimeout(resolve, 0));

const onePart: Problem = {
  source: 'github',
  kind: 'forbidden',
  scope: 'acme/pay',
  message: 'The deployments of acme/pay cannot be read.',
  retryAt: null,
};
const everything: Problem = { ...onePart, scope: null, message: 'GitHub does not accept the token.' };
const marked = { type: 'deployments', rows: [deploymentRow({ finishedAt: now - 1 })], notices: [] } as const;
const unmarked = { ...marked, rows: [] };

const progress = (given: Partial<Progress>): Progress => complete(marked, given);

/** The packets of an annotation's query, one for each answer. */
async function packetsOf(
  saved: Partial<StoredQuery>,
  answers: readonly Progress[],
  source = createDataSource()
): Promise<readonly DataQueryResponse[]> {
  const target = source.source.annotations.prepareQuery?.({
    name: 'Delivery',
    enable: true,
    iconColor: 'blue',
    target: { refId: 'Anno', ...saved },
  });
  const packets: DataQueryResponse[] = [];
  const subscription = source.source.query(requestOf(target ?? {})).subscribe((packet) => packets.push(packet));
  await settle();
  for (const answer of answers) {
    source.engine.runs[0].give(answer);
    await settle();
  }
  subscription.unsubscribe();
  return packets;
}

const deployments: DoraQuery = plainQuery('deployments');
const told = ({ data: [frame] }: DataQueryResponse) => ({ marks: frame.length, notices: frame.meta.notices });

describe('the notices of annotations', () => {
  it('are none where everything could be read', async () => {
    const [packet] = await packetsOf(deployments, [progress({})]);
    expect(told(packet)).toEqual({ marks: 1, notices: [] });
  });

  it('warn of the part that cannot be read, beside the marks of the rest', async () => {
    const [packet] = await packetsOf(deployments, [progress({ problems: [onePart] })]);
    expect(told(packet)).toEqual({ marks: 1, notices: [{ severity: 'warning', text: onePart.message }] });
    expect([packet.state, packet.errors]).toEqual([LoadingState.Done, undefined]);
  });

  it('say it also where nothing is left to be marked, without calling it an error', async () => {
    const [packet] = await packetsOf(deployments, [progress({ answer: unmarked, problems: [onePart] })]);
    expect(told(packet)).toEqual({ marks: 0, notices: [{ severity: 'warning', text: onePart.message }] });
    expect([packet.state, packet.errors]).toEqual([LoadingState.Done, undefined]);
  });

  it('are an error where a whole source does not answer and nothing is known', async () => {
    const [packet] = await packetsOf(deployments, [progress({ answer: unmarked, problems: [everything] })]);
    expect(told(packet)).toEqual({ marks: 0, notices: [{ severity: 'error', text: everything.message }] });
    expect(packet.state).toBe(LoadingState.Error);
    expect(packet.errors?.map(({ message }) => message)).toEqual([everything.message]);
  });

  it('say an error, and marks stay, where a whole source does not answer any more', async () => {
    const [packet] = await packetsOf(deployments, [progress({ problems: [onePart, everything] })]);
    expect(told(packet)).toEqual({
      marks: 1,
      notices: [
        { severity: 'error', text: everything.message },
        { severity: 'warning', text: onePart.message },
      ],
    });
    expect([packet.state, packet.errors]).toEqual([LoadingState.Done, undefined]);
  });

  it('say while it is read how far it has come, and no longer afterwards', async () => {
    const [during, afterwards] = await packetsOf(deployments, [progress({ complete: false, done: 1 }), progress({})]);
    expect(told(during).notices).toEqual([
      {
        severity: 'info',
        text: 'Reading: 1 of 4 repositories and services is complete. The numbers may still move.',
      },
    ]);
    expect(told(afterwards).notices).toEqual([]);
  });

  it('say why there is no mark', async () => {
    const [packet] = await packetsOf(deployments, [progress({ answer: unmarked })]);
    expect(told(packet)).toEqual({
      marks: 0,
      notices: [{ severity: 'info', text: expect.stringMatching(/^No deployment /) }],
    });
  });

  it('say what of the saved query was not understood', async () => {
    const saved = { ...deployments, outcome: 'sideways' };
    const [packet] = await packetsOf(saved, [progress({})]);
    expect(told(packet).notices).toEqual([{ severity: 'warning', text: expect.stringContaining('sideways') }]);
  });

  it('stand on a frame of annotations, so that no panel takes it for data', async () => {
    const [{ data }] = await packetsOf(deployments, [progress({ answer: unmarked, problems: [onePart] })]);
    expect(data.map(({ meta }) => meta.dataTopic)).toEqual([DataTopic.Annotations]);
  });

  it('of a query that a newer version saved are the error that says so; nobody is asked', async () => {
    const made = createDataSource();
    const [packet] = await packetsOf({ schemaVersion: 99, queryType: 'deployments' }, [], made);
    expect(packet.state).toBe(LoadingState.Error);
    expect(packet.errors?.map(({ message }) => message)).toEqual([expect.stringContaining('newer version')]);
    expect(made.engine.runs).toEqual([]);
  });
});
