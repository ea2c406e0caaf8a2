import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { SwaggerModule, type OpenAPIObject } from '@nestjs/swagger';
import { contract, title } from './contract/document.js';

/** Serves the contract and its page; both are open without a key. */
export function serveDescription(app: NestFastifyApplication): void {
  SwaggerModule.setup('docs', app, () => contract() as OpenAPIObject, { jsonDocumentUrl: 'openapi.json', raw: ['json'], customSiteTitle: title });
}
