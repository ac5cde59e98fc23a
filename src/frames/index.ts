export { framing } from './framing';
export type { FrameRequest } from './framing';
export type { AnsweringSource } from './itemsLink';
export { noticesOf } from './notices';
export { annotationFrame } from './annotationFrame';
export type { AnnotationMoment } from './annotationFrame';
export { levelColours } from './levelColours';
