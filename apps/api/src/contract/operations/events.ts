import type { Operations } from '../operation.js';
import { always, problemExample, withPostgres, withQuery } from '../refusals.js';
import { ref } from '../schema.js';
import { documented, eventsOf, opened, received, refused } from '../story.js';

const path = '/v1/events';
const cursor = (...place: (string | number)[]): string => Buffer.from(place.join('.')).toString('base64url');

export const events: Operations = {
  [path]: {
    get: {
      id: 'listEvents', tag: 'events', summary: 'The feed: every event, in an order that never changes',
      description: 'Ask with the `next_cursor` you stored last, work through `data`, store the new one, ask again. Nothing later ever sorts before what was served, and no event is skipped. You may see one twice if you die in between: know it by its `id`. The events of one onboarding come in the order of their `sequence`. One page looks at a limited number of events: with `types` that hardly any event has, it can be shorter than `limit`, even empty, while `has_more` is true. Then ask again at once.',
      parameters: ['After', 'Types', 'OfOnboarding', 'FeedSize'],
      answers: { 200: { description: 'What came after the cursor.', schema: ref('EventPage') } },
      refusals: [...always, ...withQuery, ...withPostgres],
      examples: {
        beginning: {
          summary: 'From the beginning', query: { limit: 2 },
          answer: { status: 200, body: { data: [documented, opened].flatMap(eventsOf), has_more: true, next_cursor: cursor('f', 1, 771, 2) } },
        },
        further: {
          summary: 'On from there', query: { after: cursor('f', 1, 771, 2), limit: 1 },
          answer: { status: 200, body: { data: eventsOf(received), has_more: false, next_cursor: cursor('f', 1, 772, 3) } },
        },
        one: {
          summary: 'What became of one onboarding', query: { onboarding_id: received.onboarding.id, types: ['onboarding.succeeded', 'onboarding.rejected'] },
          answer: { status: 200, body: { data: eventsOf(refused).slice(-1), has_more: false, next_cursor: cursor('s', 4) } },
        },
        foreign: {
          summary: 'A cursor of another kind of question', query: { after: cursor('s', 4) },
          answer: { status: 422, body: problemExample('validation_failed', path, { detail: 'feed_cursor', faults: [{ pointer: '?after', says: 'feed_cursor' }] }) },
        },
      },
    },
  },
};
