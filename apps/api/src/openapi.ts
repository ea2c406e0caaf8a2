import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { DocumentBuilder, SwaggerModule, type OpenAPIObject } from '@nestjs/swagger';

/** The document that `/openapi.json` serves and `/docs` shows. */
export function describe(app: NestFastifyApplication): OpenAPIObject {
  const builder = new DocumentBuilder()
    .setTitle('Client onboarding at Freedom Pay')
    .setDescription('Send a new client; it is stored, submitted to Freedom Pay and followed until there is a decision. Errors are RFC 9457 problems.')
    .setVersion('1')
    .setOpenAPIVersion('3.1.0')
    .addBearerAuth({ type: 'http', scheme: 'bearer' })
    .build();
  return SwaggerModule.createDocument(app, builder);
}

/** Serves the document and its page; both are open without a key. */
export function serveDescription(app: NestFastifyApplication): void {
  SwaggerModule.setup('docs', app, () => describe(app), { jsonDocumentUrl: 'openapi.json', customSiteTitle: 'Client onboarding at Freedom Pay' });
}
