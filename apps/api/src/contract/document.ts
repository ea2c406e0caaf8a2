import type { OpenAPIObject, PathItemObject, ResponseObject } from 'openapi3-ts/oas31';
import { problemKinds, type ProblemCode } from '#app/platform';
import { batchSchemas } from './batch-schemas.js';
import { headerComponents } from './headers.js';
import type { Operations } from './operation.js';
import { admin } from './operations/admin.js';
import { batches } from './operations/batches.js';
import { corrections } from './operations/corrections.js';
import { events } from './operations/events.js';
import { onboardings } from './operations/onboardings.js';
import { reference } from './operations/reference.js';
import { rehearsals } from './operations/rehearsals.js';
import { service } from './operations/service.js';
import { adminWebhooks } from './operations/admin-webhooks.js';
import { deliveries } from './operations/deliveries.js';
import { endpoints } from './operations/endpoints.js';
import { parameters } from './parameters.js';
import { answerName, renderOperation, renderProblem } from './render.js';
import { requestSchemas } from './request-schemas.js';
import { resourceSchemas } from './resource-schemas.js';
import { serviceSchemas } from './service-schemas.js';
import { webhookSchemas } from './webhook-schemas.js';

const operations: Operations = { ...onboardings, ...corrections, ...rehearsals, ...batches, ...events, ...endpoints, ...deliveries, ...reference, ...admin, ...adminWebhooks, ...service };

export const title = 'Client onboarding at Freedom Pay';
const description = `Send a new client; it is stored, submitted to Freedom Pay and followed until there is a decision.

- Every refusal is an RFC 9457 problem. Match on \`code\`, show \`detail\` and the messages: they come in the language of \`Accept-Language\`.
- Unknown members of bodies and unknown parameters of searches are refused; lists of words in answers may grow.
- Times are RFC 3339 in UTC, links are relative, bodies are UTF-8.
- Repeats are safe: the same \`external_id\`, \`request_id\` or \`Idempotency-Key\` never makes a second client.`;

/** The whole contract, as `/openapi.json` serves it and `/docs` shows it. */
export function contract(): OpenAPIObject {
  const paths = Object.fromEntries(Object.entries(operations).map(([path, methods]): [string, PathItemObject] => [
    path, Object.fromEntries(Object.entries(methods).map(([method, operation]) => [method, renderOperation(path, operation)])),
  ]));
  const text = JSON.stringify(paths);
  const usedIn = <T>(kind: string, components: Record<string, T>): Record<string, T> =>
    Object.fromEntries(Object.entries(components).filter(([name]) => text.includes(`"#/components/${kind}/${name}"`)));
  const refusals = (Object.keys(problemKinds) as ProblemCode[]).map((code): [string, ResponseObject] => [answerName(code), renderProblem([code], '/v1/onboardings')]);
  return {
    openapi: '3.1.0',
    info: { title, version: '1', description, license: { name: 'All rights reserved', identifier: 'LicenseRef-All-Rights-Reserved' } },
    servers: [{ url: '/', description: 'Where this document comes from.' }],
    security: [{ key: [] }],
    tags: [
      { name: 'onboardings', description: 'Clients on their way to Freedom Pay.' },
      { name: 'batches', description: 'Many clients at once, in JSON or in a file.' },
      { name: 'events', description: 'What changed.' },
      { name: 'webhooks', description: 'What changed, sent to you.' },
      { name: 'reference', description: 'Words to show beside our codes.' },
      { name: 'operators', description: "For an operator's key." },
      { name: 'service', description: 'For those who run it; open without a key.' },
    ],
    paths,
    components: {
      securitySchemes: {
        key: { type: 'http', scheme: 'bearer', description: "The CRM's key, or an operator's." },
        operator: { type: 'http', scheme: 'bearer', description: "An operator's key." },
      },
      parameters: usedIn('parameters', parameters), headers: headerComponents(), responses: usedIn('responses', Object.fromEntries(refusals)),
      schemas: { ...requestSchemas, ...resourceSchemas, ...batchSchemas, ...webhookSchemas, ...serviceSchemas },
    },
  };
}
