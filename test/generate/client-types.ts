import { createRequire } from 'node:module';
import { resolve } from 'node:path';
import { contract } from '../../apps/api/src/contract/document.js';

interface Generator {
  default(document: unknown, options: { rootTypes: true; rootTypesNoSchemaPrefix: true; transform(schema: unknown, of: { path?: string }): unknown }): Promise<unknown>;
  astToString(nodes: unknown): string;
  UNKNOWN: unknown;
}

/** `clients/typescript/contract.ts`, by openapi-typescript. It needs a TypeScript of its own, so it lives with the client. */
export async function clientTypes(): Promise<string> {
  const generator = createRequire(resolve('clients/typescript/package.json'))('openapi-typescript') as Generator;
  const nodes = await generator.default(structuredClone(contract()), {
    rootTypes: true, rootTypesNoSchemaPrefix: true,
    // A value that may hold values of its own kind: no type within an interface can say that.
    transform: (_, { path = '' }) => (path.endsWith('/schemas/ProductValue') ? generator.UNKNOWN : undefined),
  });
  return `// Generated from docs/openapi.json: npm run generate.\n${generator.astToString(nodes)}`;
}
