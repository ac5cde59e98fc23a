import {
  DataFrame,
  DataQuery,
  DataQueryRequest,
  DataQueryResponse,
  DataSourceApi,
  DataTopic,
  dateTime,
  LoadingState,
  PanelData,
  toDataFrame,
} from '@grafana/data';
import { NEVER, Observable, of, Subject, throwError } from 'rxjs';
import { runRequest } from './runRequest';

class Answering extends DataSourceApi {
  asked: readonly DataQuery[] = [];

  constructor(private readonly answer: Observable<DataQueryResponse> | (() => never)) {
    super({
      ...{ id: 1, uid: 'u', type: 't', name: 'n', access: 'proxy', readOnly: false, jsonData: {} },
      meta: Object.create(null),
    });
  }

  override query(request: DataQueryRequest): Observable<DataQueryResponse> {
    this.asked = request.targets;
    return typeof this.answer === 'function' ? this.answer() : this.answer;
  }

  override filterQuery(query: DataQuery): boolean {
    return query.refId !== 'incomplete';
  }

  override async testDatasource() {
    return { status: 'success', message: '' };
  }
}

function request(targets: DataQuery[] = [{ refId: 'A' }]): DataQueryRequest {
  const [from, to] = [dateTime('2025-01-01T00:00:00Z'), dateTime('2025-01-02T00:00:00Z')];
  return {
    ...{
      requestId: 'Q1',
      interval: '1h',
      intervalMs: 3_600_000,
      scopedVars: {},
      timezone: 'utc',
      app: '',
      startTime: 0,
    },
    range: { from, to, raw: { from, to } },
    targets,
  };
}

const frame = (name: string): DataFrame => toDataFrame({ name, fields: [] });
const names = (data: PanelData) => data.series.map((one) => one.name);

function emitted(dataSource: DataSourceApi, asked = request()): PanelData[] {
  const seen: PanelData[] = [];
  runRequest(dataSource, asked).subscribe((data) => seen.push(data));
  return seen;
}

describe('runRequest', () => {
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => jest.useRealTimers());

  it('lets packets of one key replace each other and shows all keys together', () => {
    const packets = of<DataQueryResponse[]>(
      { key: 'A', data: [frame('a1')], state: LoadingState.Streaming },
      { key: 'B', data: [frame('b1')], state: LoadingState.Streaming },
      { key: 'A', data: [frame('a2')], state: LoadingState.Done }
    );
    const seen = emitted(new Answering(packets));
    expect(seen.map(names)).toEqual([['a1'], ['a1', 'b1'], ['a2', 'b1']]);
    expect(seen.map(({ state }) => state)).toEqual([LoadingState.Streaming, LoadingState.Streaming, LoadingState.Done]);
  });

  it('keeps frames of annotations apart from series, and forgets them with their packet', () => {
    const marks: DataFrame = { ...frame('not read'), meta: { dataTopic: DataTopic.Annotations } };
    const packets = of<DataQueryResponse[]>(
      { key: 'A', data: [frame('a1'), marks], state: LoadingState.Streaming },
      { key: 'A', data: [frame('a2')], state: LoadingState.Done }
    );
    const seen = emitted(new Answering(packets));
    expect(seen.map(names)).toEqual([['a1'], ['a2']]);
    expect(seen.map(({ annotations }) => annotations?.map(({ name }) => name))).toEqual([['not read'], []]);
  });

  it('takes a packet without a state as the last one', () => {
    expect(emitted(new Answering(of({ data: [] })))[0].state).toBe(LoadingState.Done);
  });

  it('says that it is loading after 200 ms of silence and not before', () => {
    const seen = emitted(new Answering(NEVER));
    jest.advanceTimersByTime(199);
    expect(seen).toEqual([]);
    jest.advanceTimersByTime(1);
    expect(seen.map(({ state }) => state)).toEqual([LoadingState.Loading]);
  });

  it('says nothing of loading when an answer came in time', () => {
    const answers = new Subject<DataQueryResponse>();
    const seen = emitted(new Answering(answers));
    jest.advanceTimersByTime(100);
    answers.next({ data: [], state: LoadingState.Streaming });
    jest.advanceTimersByTime(1000);
    expect(seen.map(({ state }) => state)).toEqual([LoadingState.Streaming]);
  });

  it('keeps what came before a failure and gives its message', () => {
    const answers = new Subject<DataQueryResponse>();
    const seen = emitted(new Answering(answers));
    answers.next({ data: [frame('a')], state: LoadingState.Streaming });
    answers.error(new Error('GitHub refused the token.'));
    expect(seen[1]).toMatchObject({ state: LoadingState.Error, error: { message: 'GitHub refused the token.' } });
    expect(names(seen[1])).toEqual(['a']);
  });

  it.each([
    ['an error in the stream', new Answering(throwError(() => new Error('no')))],
    [
      'a throw',
      new Answering(() => {
        throw new Error('no');
      }),
    ],
    ['a packet with an error', new Answering(of({ data: [], error: { message: 'no' } }))],
    ['a packet with errors', new Answering(of({ data: [], errors: [{ message: 'no' }] }))],
  ])('reports %s as an error', (_, dataSource) => {
    expect(emitted(dataSource)).toMatchObject([{ state: LoadingState.Error, error: { message: 'no' } }]);
  });

  it('leaves out hidden and incomplete queries, and asks nothing when none is left', () => {
    const dataSource = new Answering(of({ data: [] }));
    emitted(dataSource, request([{ refId: 'A' }, { refId: 'B', hide: true }, { refId: 'incomplete' }]));
    expect(dataSource.asked).toEqual([{ refId: 'A' }]);
    const silent = new Answering(() => {
      throw new Error('must not be asked');
    });
    expect(emitted(silent, request([{ refId: 'B', hide: true }]))).toMatchObject([
      { state: LoadingState.Done, series: [] },
    ]);
    expect(emitted(silent, request([]))).toMatchObject([{ state: LoadingState.Done, series: [] }]);
  });

  it('cancels when nobody looks any more', () => {
    let cancelled = false;
    const dataSource = new Answering(new Observable(() => () => (cancelled = true)));
    runRequest(dataSource, request()).subscribe().unsubscribe();
    expect(cancelled).toBe(true);
  });
});
