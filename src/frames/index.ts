export { toFrames } from './toFrames';
export type { FrameRequest } from './toFrames';
export type { AnsweringSource } from './itemsLink';
export { noticesOf } from './notices';
export { annotationFrame } from './annotationFrame';
export type { AnnotationMoment } from './annotationFrame';
export { levelColours } from './levelColours';
