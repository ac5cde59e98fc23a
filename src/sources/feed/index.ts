export { decodeFeed, feedVersion } from './decodeFeed';
export type { DecodedFeed } from './decodeFeed';
export { encodeFeed } from './encodeFeed';
export type { FeedDocument } from './encodeFeed';
export type { NamedDocument } from './mergeFeeds';
export { createFeedSource, createStaticFeedSource } from './source';
export type { FeedSourceOptions } from './source';
