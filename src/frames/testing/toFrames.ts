import { DataFrame } from '@grafana/data';
import { framing, FrameRequest } from '..';
import { atOnce } from '../../metrics';

/** What tests look at: the frames of an answer, made at once. */
export function toFrames(request: FrameRequest): DataFrame[] {
  return atOnce(framing(request));
}
