export * from './changes.js';
export * from './event.js';
export * from './event-log.js';
export * from './feed.js';
