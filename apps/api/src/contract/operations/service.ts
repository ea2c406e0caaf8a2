import type { Operations } from '../operation.js';
import { open } from '../refusals.js';
import { ref } from '../schema.js';

/* Open without a key, for those who run the service. */

export const service: Operations = {
  '/health/live': {
    get: {
      id: 'live', tag: 'service', summary: 'Does the process live?', description: 'Asks nobody else: restart it where this does not answer.',
      answers: { 200: { description: 'It does.', schema: ref('Live') } }, refusals: open,
      examples: { live: { summary: 'It does', answer: { status: 200, body: { status: 'live' } } } },
    },
  },
  '/health/ready': {
    get: {
      id: 'ready', tag: 'service', summary: 'May it be sent requests?', description: 'Asks PostgreSQL and its schema; never Freedom Pay, never Redis.',
      answers: {
        200: { description: 'It may.', schema: ref('Ready') },
        503: { description: 'Not now.', schema: ref('NotReady'), headers: ['RetryAfter'] },
      },
      refusals: open,
      examples: {
        ready: { summary: 'It may', answer: { status: 200, body: { status: 'ready' } } },
        postgres_away: { summary: 'PostgreSQL cannot be reached', answer: { status: 503, body: { status: 'not_ready', reason: 'postgres_away' } } },
      },
    },
  },
  '/metrics': {
    get: {
      id: 'metrics', tag: 'service', summary: 'Measurements for Prometheus', description: 'Requests by route and status, calls to Freedom Pay, work that is due, the process itself. No ids, nothing personal.',
      answers: { 200: { description: 'The text format of Prometheus.', schema: { type: 'string' }, type: 'text/plain' } }, refusals: open,
    },
  },
  '/openapi.json': {
    get: {
      id: 'getContract', tag: 'service', summary: 'This document', description: '`/docs` shows it to people.',
      answers: { 200: { description: 'OpenAPI 3.1.', schema: { type: 'object', required: ['openapi', 'paths'], properties: { openapi: { type: 'string' }, paths: { type: 'object' } } } } }, refusals: open,
    },
  },
};
