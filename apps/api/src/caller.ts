import { createHash, timingSafeEqual } from 'node:crypto';
import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { Problem, type Settings } from '#app/platform';

/** Who calls: `apiClient` owns what he creates; an operator sees everybody's. */
export interface Caller { apiClient: string; role: 'crm' | 'admin' }

declare module 'fastify' {
  interface FastifyRequest {
    caller?: Caller;
  }
}

const digest = (key: string): Buffer => createHash('sha256').update(key).digest();

/** The keys of the settings. Compared as digests in constant time, so that neither length nor prefix shows. */
export class ApiKeys {
  private readonly keys: { digest: Buffer; caller: Caller }[];

  constructor(settings: Pick<Settings, 'BOOTSTRAP_ADMIN_KEY' | 'BOOTSTRAP_CRM_KEY'>) {
    const known: [string | undefined, Caller][] = [
      [settings.BOOTSTRAP_ADMIN_KEY, { apiClient: 'admin', role: 'admin' }],
      [settings.BOOTSTRAP_CRM_KEY, { apiClient: 'crm', role: 'crm' }],
    ];
    if (settings.BOOTSTRAP_ADMIN_KEY !== undefined && settings.BOOTSTRAP_ADMIN_KEY === settings.BOOTSTRAP_CRM_KEY) {
      throw new Error('BOOTSTRAP_ADMIN_KEY and BOOTSTRAP_CRM_KEY are the same: give operators and CRM a key each.');
    }
    this.keys = known.flatMap(([key, caller]) => (key === undefined ? [] : [{ digest: digest(key), caller }]));
  }

  /** @throws Problem unauthorized */
  identify(authorization: string | undefined): Caller {
    const presented = digest(/^Bearer ([\x21-\x7e]+)$/i.exec(authorization ?? '')?.[1] ?? '');
    let found: Caller | null = null;
    // Every key is compared, whatever was found before.
    for (const { digest: expected, caller } of this.keys) if (timingSafeEqual(expected, presented)) found = caller;
    if (found === null) {
      throw new Problem('unauthorized', 'key_needed', { headers: { 'www-authenticate': 'Bearer' } });
    }
    return found;
  }
}

/** The caller that the key belongs to. */
export const CalledBy = createParamDecorator((_: unknown, context: ExecutionContext): Caller => {
  const { caller } = context.switchToHttp().getRequest<FastifyRequest>();
  if (caller === undefined) throw new Problem('unauthorized', 'key_needed');
  return caller;
});

/** What a caller may see: null means everybody's. */
export const scopeOf = ({ role, apiClient }: Caller): string | null => (role === 'admin' ? null : apiClient);
