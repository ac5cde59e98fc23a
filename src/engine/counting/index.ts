export * from './notCounted';
export { sayNotCounted } from './notCountedText';
