import { execFile, spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { createHmac } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { transformSync } from '@swc/core';
import { Webhook } from 'standardwebhooks';
import { newSecret, signatureHeaders, secretBytes } from '#app/webhooks';
import { eventExample } from '../../apps/api/src/contract/event-catalogue.js';
import { blocksOf } from '../support/guide.js';
import { eventually, expectUnharmed, keys, startApi, untilReady, type RunningApi } from '../support/running-api.js';
import { WebhookCaller, type EndpointResource } from '../support/webhooks.js';

// Longer than the patience of what is waited for.
jest.setTimeout(30_000);

const run = promisify(execFile);
const guide = 'docs/webhooks.md';
const block = (language: string): string => blocksOf(guide).find((each) => each.language === language)?.text ?? '';
const folder = mkdtempSync(join(tmpdir(), 'webhooks-'));
const isThere = (program: string): boolean => spawnSync(program, ['--version']).status === 0;

let api: RunningApi;
let crm: WebhookCaller;
beforeAll(async () => {
  api = await startApi({ WEBHOOK_ALLOW: '127.0.0.0/8' });
  await untilReady(api);
  crm = new WebhookCaller(api);
}, 120_000);
afterAll(async () => {
  rmSync(folder, { recursive: true });
  await api.close();
}, 60_000);

it('the receiver in TypeScript has 15 lines, and types that hold', async () => {
  expect(block('ts').split('\n').filter((line) => line !== '').length).toBeLessThanOrEqual(15);
  const file = resolve('clients/typescript/receiver-of-the-guide.ts');
  writeFileSync(file, block('ts'));
  try {
    await run(process.execPath, ['clients/typescript/node_modules/typescript/bin/tsc', '--noEmit', '--strict', '--skipLibCheck', '--target', 'es2022', '--module', 'nodenext', '--types', 'node', file]);
  } finally {
    rmSync(file);
  }
});

(isThere('bash') && isThere('curl') ? it : it.skip)('the command registers an endpoint', async () => {
  const { stdout } = await run('bash', ['-euc', block('sh')], { env: { ...process.env, API: `http://127.0.0.1:${api.port}`, KEY: keys.crm } });
  expect(JSON.parse(stdout)).toMatchObject({ object: 'webhook_endpoint', description: 'CRM', secret: expect.stringMatching(/^whsec_/) as string });
});

it('names the schedule, the limits and the settings as they are', () => {
  const text = readFileSync(guide, 'utf8');
  const standard = /WEBHOOK_RETRY_SCHEDULE_MS=(\S+)/.exec(readFileSync('.env.example', 'utf8'))?.[1]?.split(',').map(Number) ?? [];
  expect(standard.map((ms) => ms / 1_000)).toEqual([5, 5 * 60, 30 * 60, ...[2, 5, 10, 14, 20, 24].map((hours) => hours * 3_600)]);
  expect(text).toContain('after 5 seconds, 5 minutes, 30 minutes, 2, 5, 10, 14, 20 and 24 hours');
  for (const name of ['WEBHOOK_ALLOW', 'WEBHOOK_SECRET_KEYS']) expect(readFileSync('.env.example', 'utf8')).toContain(name);
});

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo;
  await new Promise((closed) => server.close(closed));
  return port;
}

interface Way { name: string; start: (port: number) => ChildProcess }
const environment = (port: number, secret: string): NodeJS.ProcessEnv => ({ ...process.env, PORT: String(port), WEBHOOK_SECRET: secret });
const secret = newSecret();
function startInTypeScript(port: number, own: string): ChildProcess {
  const file = join(folder, 'receiver.mjs');
  writeFileSync(file, transformSync(block('ts'), { jsc: { parser: { syntax: 'typescript' }, target: 'es2022' }, module: { type: 'es6' } }).code);
  return spawn(process.execPath, [file], { env: environment(port, own) });
}
const ways: Way[] = [
  {
    name: 'TypeScript', start: (port) => startInTypeScript(port, secret),
  },
  ...(isThere('php') ? [{
    name: 'PHP', start: (port: number) => {
      const file = join(folder, 'receiver.php');
      writeFileSync(file, block('php'));
      return spawn('php', ['-d', 'log_errors=1', '-d', 'error_log=', '-S', `127.0.0.1:${port}`, file], { env: environment(port, secret) });
    },
  }] : []),
];

describe.each(ways)('the receiver in $name', ({ start }) => {
  let receiver: ChildProcess;
  let url: string;
  let printed = '';
  beforeAll(async () => {
    const port = await freePort();
    url = `http://127.0.0.1:${port}/hook`;
    receiver = start(port);
    for (const stream of [receiver.stdout, receiver.stderr]) stream?.on('data', (chunk: Buffer) => { printed += chunk.toString(); });
    await eventually(() => fetch(url, { method: 'POST', body: '' }).then(() => true, () => false), 'it listens', 15_000);
  });
  afterAll(() => new Promise((ended) => {
    receiver.once('exit', ended);
    receiver.kill();
  }));

  const body = JSON.stringify(eventExample('onboarding.succeeded'));
  const { id } = eventExample('onboarding.succeeded') as { id: string };
  type Headers = Record<string, string>;
  const post = async (headers: Headers, sent = body): Promise<number> => (await fetch(url, { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body: sent })).status;
  const signed = (secrets: string[], agoMs = 0, sent = body): Headers => ({ ...signatureHeaders(id, Buffer.from(sent), secrets.map(secretBytes), Date.now() - agoMs) });

  it('takes what is really signed: by us, and by whoever else keeps to Standard Webhooks', async () => {
    expect(await post(signed([secret]))).toBe(204);
    const at = new Date();
    expect(await post({ 'webhook-id': id, 'webhook-timestamp': String(Math.floor(at.getTime() / 1_000)), 'webhook-signature': new Webhook(secret).sign(id, at, body) })).toBe(204);
    await eventually(() => Promise.resolve(printed.includes('onboarding.succeeded')), 'it has the event', 15_000);
  });

  it('takes it also while two secrets sign, whichever it knows', async () => {
    expect(await post(signed([newSecret(), secret]))).toBe(204);
    expect(await post(signed([secret, newSecret()]))).toBe(204);
  });

  it('refuses a real ping of an endpoint whose secret it does not hold', async () => {
    const endpoint = await crm.register(url);
    const ping = (await crm.act(endpoint.id, 'test')).json<{ http_status: number }>();
    expect(ping.http_status).toBe(401);
    await crm.send('DELETE', `/v1/webhook-endpoints/${endpoint.id}`);
  });

  it.each<[string, () => Headers, string]>([
    ['signed by another secret', () => signed([newSecret()]), body], ['with another body', () => signed([secret]), body.replace('succeeded', 'rejected')], ['under another id', () => ({ ...signed([secret]), 'webhook-id': 'evt_1' }), body],
    ['at another time', () => ({ ...signed([secret]), 'webhook-timestamp': String(Math.floor(Date.now() / 1_000) - 1) }), body], ['recorded six minutes ago', () => signed([secret], 360_000), body], ['from the future', () => signed([secret], -360_000), body],
    ['without headers', () => ({}), body], ['without a signature', () => ({ ...signed([secret]), 'webhook-signature': '' }), body], ['of another version', () => ({ ...signed([secret]), 'webhook-signature': String(signed([secret])['webhook-signature']).replace('v1,', 'v2,') }), body],
    ['with half a signature', () => ({ ...signed([secret]), 'webhook-signature': String(signed([secret])['webhook-signature']).slice(0, 20) }), body],
    ['at no time, though signed', () => ({ 'webhook-id': id, 'webhook-timestamp': 'now', 'webhook-signature': `v1,${createHmac('sha256', secretBytes(secret)).update(`${id}.now.${body}`).digest('base64')}` }), body],
  ])('refuses what is %s', async (_, headers, sent) => {
    printed = '';
    expect(await post(headers(), sent)).toBe(401);
    expect(printed).not.toContain('onboarding.');
  });
});

it('the receiver in TypeScript takes a duplicate and passes over it', async () => {
  const port = await freePort();
  const { secret: own } = await crm.register(`http://127.0.0.1:${port}/hook`, ['*']);
  const [endpoint] = (await crm.send('GET', '/v1/webhook-endpoints')).json<{ data: EndpointResource[] }>().data;
  const receiver = startInTypeScript(port, own);
  let printed = '';
  receiver.stdout?.on('data', (chunk: Buffer) => { printed += chunk.toString(); });
  try {
    await eventually(() => fetch(`http://127.0.0.1:${port}/`, { method: 'POST' }).then(() => true, () => false), 'it listens', 15_000);
    // Really sent by the API, with the endpoint's own secret.
    expect((await crm.act(endpoint?.id ?? '', 'test')).json()).toMatchObject({ outcome: 'delivered', http_status: 204 });
    await eventually(() => Promise.resolve(printed.includes('webhook_endpoint.test')), 'it has the ping', 15_000);
    const body = JSON.stringify(eventExample('onboarding.accepted'));
    for (let time = 0; time < 3; time += 1) {
      const headers = { ...signatureHeaders('evt_x_1', Buffer.from(body), [secretBytes(own)], Date.now()) };
      expect((await fetch(`http://127.0.0.1:${port}/`, { method: 'POST', headers, body })).status).toBe(204);
    }
    await eventually(() => Promise.resolve(printed.includes('onboarding.accepted')), 'it has the event', 15_000);
    expect(printed.split('"type":"onboarding.accepted"')).toHaveLength(2);
  } finally {
    receiver.kill();
  }
});

it('had nothing to complain about', () => expectUnharmed(api));
