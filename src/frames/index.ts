export { toFrames } from './toFrames';
export type { FrameRequest } from './toFrames';
export { annotationFrame } from './annotationFrame';
export { levelColours } from './levelColours';
