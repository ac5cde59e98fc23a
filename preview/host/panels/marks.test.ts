import { arrayToDataFrame, DataTopic, FieldType } from '@grafana/data';
import { annotationMarksOf, plainTextOf } from './marks';

const colorOf = (name: string) => `the colour ${name}`;

describe('the annotations of a panel', () => {
  it('are lines and regions, of all frames in their order', () => {
    // As Grafana's annotation layers hand them on: what an event lacks is undefined.
    const layer = arrayToDataFrame([
      { time: 10, timeEnd: 20, isRegion: true, color: 'blue', title: 'Trial', text: 'Running', tags: ['a', 'b'] },
      { time: 30, isRegion: false, color: 'red', title: 'Deployed', text: 'Failed' },
    ]);
    // As a data source hands them to its own panel.
    const own = {
      length: 1,
      fields: [
        { name: 'time', type: FieldType.time, config: {}, values: [40] },
        { name: 'timeEnd', type: FieldType.time, config: {}, values: [50] },
        { name: 'isRegion', type: FieldType.boolean, config: {}, values: [true] },
        { name: 'text', type: FieldType.string, config: {}, values: ['Not read yet'] },
      ],
      meta: { dataTopic: DataTopic.Annotations },
    };
    expect(annotationMarksOf([layer, own], colorOf)).toEqual([
      { from: 10, to: 20, color: 'the colour blue', title: 'Trial', text: 'Running', tags: ['a', 'b'] },
      { from: 30, to: null, color: 'the colour red', title: 'Deployed', text: 'Failed', tags: [] },
      { from: 40, to: 50, color: 'the colour gray', title: '', text: 'Not read yet', tags: [] },
    ]);
  });

  it('that have an end and are no region are lines; those without a time are none', () => {
    const frame = arrayToDataFrame([
      { time: 10, timeEnd: 10, isRegion: false },
      { time: undefined, timeEnd: 20, isRegion: true },
    ]);
    expect(annotationMarksOf([frame], colorOf).map(({ from, to }) => [from, to])).toEqual([[10, null]]);
  });

  it('are none without frames', () => {
    expect(annotationMarksOf(undefined, colorOf)).toEqual([]);
  });
});

it('a mark is told in lines, without its HTML', () => {
  const mark = { from: 1, to: null, color: 'red', tags: [] };
  const text = 'Failed &amp; open<br>Rule: &lt;b&gt;<br><a href="https://x.example">Open</a>';
  expect(plainTextOf({ ...mark, title: 'acme/pay <i>1</i>', text })).toBe('acme/pay 1\nFailed & open\nRule: <b>\nOpen');
  expect(plainTextOf({ ...mark, title: '', text: 'Not read yet' })).toBe('Not read yet');
});
