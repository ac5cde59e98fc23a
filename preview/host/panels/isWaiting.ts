import { LoadingState, PanelData } from '@grafana/data';

/** Whether more is on its way and nothing has come that could be drawn. */
export function isWaiting({ request, state, series, annotations = [] }: PanelData): boolean {
  const isEmpty = (frames: PanelData['series']) => frames.every(({ length }) => length === 0);
  switch (state) {
    case LoadingState.Loading:
      return isEmpty(series);
    case LoadingState.Streaming:
      // A region says what has not been read yet.
      return isEmpty(series) && isEmpty(annotations);
    case LoadingState.Error:
      return false;
    default:
      // Variables come first, and annotations may have come before anything was asked.
      return request === undefined;
  }
}
