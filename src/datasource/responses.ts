import { DataFrame, DataQueryError, DataQueryResponse, LoadingState } from '@grafana/data';
import { catchError, concat, map, merge, Observable, of, tap } from 'rxjs';
import { say } from '../words';

/** What one target has to say. */
export interface TargetPacket {
  readonly frames: readonly DataFrame[];
  readonly errors: readonly string[];
  readonly isLast: boolean;
}

export interface TargetStream {
  readonly refId: string;
  readonly packets: Observable<TargetPacket>;
}

/**
 * Several targets as one response. Grafana replaces packets by their key, the target's refId, and takes the state of
 * the last packet for the whole panel: so everything streams until the last target is done. A target that fails says so
 * and leaves the others alone.
 */
export function responsesOf(targets: readonly TargetStream[]): Observable<DataQueryResponse> {
  return new Observable((subscriber) => {
    const open = new Set(targets.map(({ refId }) => refId));
    const errors = new Map<string, DataQueryError[]>();

    const streams = targets.map(({ refId, packets }) =>
      packets.pipe(
        catchError((error: unknown) => of<TargetPacket>({ frames: [], errors: [sentenceOf(error)], isLast: true })),
        tap((packet) => {
          if (packet.isLast) {
            open.delete(refId);
          }
          errors.set(
            refId,
            packet.errors.map((message) => ({ refId, message }))
          );
        }),
        map((packet): DataQueryResponse => {
          const isDone = open.size === 0;
          // The last packet speaks for the panel, so it repeats what went wrong elsewhere.
          const told = isDone ? [...errors.values()].flat() : (errors.get(refId) ?? []);
          return {
            key: refId,
            data: [...packet.frames],
            state: !isDone ? LoadingState.Streaming : told.length > 0 ? LoadingState.Error : LoadingState.Done,
            ...(told.length > 0 && { errors: told }),
          };
        })
      )
    );
    const nothing = of<DataQueryResponse>({ data: [], state: LoadingState.Done });
    return (targets.length === 0 ? concat(nothing) : merge(...streams)).subscribe(subscriber);
  });
}

function sentenceOf(error: unknown): string {
  const reason = error instanceof Error ? error.message : String(error);
  return say('datasource.response.thisQueryCouldNotBe', 'This query could not be answered: {{reason}}', { reason });
}
