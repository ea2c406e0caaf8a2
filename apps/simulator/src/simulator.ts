import type { Settings } from '#app/platform';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { AddressInfo } from 'node:net';
import { PartnerController } from './partner.controller.js';
import { Partner } from './partner.js';
import { SimulatorModule } from './simulator.module.js';

/** Whom the simulator believes where the settings name nobody. Worth nothing at the real partner. */
export const demoAuthId = '123456';
export const demoSecretKey = 'demo-secret-key-demo-secret-key-32';

export type SimulatorSettings = Pick<
  Settings,
  | 'NODE_ENV' | 'SIMULATOR_PORT' | 'FREEDOMPAY_AUTH_ID' | 'FREEDOMPAY_SECRET_KEY' | 'FREEDOMPAY_SECRET_KEY_NEXT'
  | 'FREEDOMPAY_ALG' | 'FREEDOMPAY_ADD_PATH' | 'FREEDOMPAY_STATUS_PATH'
>;

export interface Simulator {
  url: string;
  /** Ends at once: open connections are cut, held answers and late acceptances called off. */
  close(): Promise<void>;
}

/**
 * Starts a Partner API to run against, on all interfaces; port 0 takes a free one.
 *
 * @param now wall clock, ms
 * @throws Error in production, where it would swallow real clients
 */
export async function startSimulator(settings: SimulatorSettings, now: () => number = Date.now): Promise<Simulator> {
  if (settings.NODE_ENV === 'production') throw new Error('The simulator does not run with NODE_ENV=production');
  const keys = [settings.FREEDOMPAY_SECRET_KEY ?? demoSecretKey, settings.FREEDOMPAY_SECRET_KEY_NEXT].filter((key) => key !== undefined);
  const trust = { authId: settings.FREEDOMPAY_AUTH_ID ?? demoAuthId, keys, alg: settings.FREEDOMPAY_ALG };
  const partner = new Partner({ add: settings.FREEDOMPAY_ADD_PATH, status: settings.FREEDOMPAY_STATUS_PATH }, trust, now);
  const app = await NestFactory.create<NestFastifyApplication>(
    SimulatorModule.with(partner),
    new FastifyAdapter({ forceCloseConnections: true }),
    { bodyParser: false, logger: false, abortOnError: false },
  );
  takeBodiesAsTheyAre(app);
  await app.listen(settings.SIMULATOR_PORT, '0.0.0.0');
  const { port } = app.getHttpServer().address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    close: async () => {
      partner.stop();
      await app.close();
    },
  };
}

function takeBodiesAsTheyAre(app: NestFastifyApplication): void {
  const fastify = app.getHttpAdapter().getInstance();
  const controller = app.get(PartnerController);
  fastify.removeAllContentTypeParsers();
  fastify.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
  fastify.addHook('onRequest', (request, reply, done) => {
    // A hijacked reply must not go on: nobody would read the body.
    if (controller.arrive(request, reply)) done();
  });
}
