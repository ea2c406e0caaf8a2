import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import { connect, type AddressInfo, type Socket } from 'node:net';
import { drain, type DrainLimits } from './drain.js';

/** A server that answers 422 to whatever begins, having read one piece of it at most, and drains the rest. */
async function refusing(limits: DrainLimits, readsFirst: boolean): Promise<{ caller: Socket; close: () => Promise<void> }> {
  const server = createServer((request: IncomingMessage, response) => void (async () => {
    // As a reader of rows that stops half-way: its iterator is never ended.
    if (readsFirst) await request.iterator({ destroyOnReturn: false }).next();
    drain(request, response, limits);
    response.writeHead(422, { 'content-length': 0 }).end();
  })());
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const caller = connect((server.address() as AddressInfo).port, '127.0.0.1').on('error', () => undefined);
  return {
    caller,
    close: async () => {
      caller.destroy();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
const head = (length: number, more = ''): string => `POST / HTTP/1.1\r\nHost: x\r\nContent-Length: ${length}\r\n${more}\r\n`;

describe.each([['read in part', true], ['not read at all', false]])('draining a body that was %s', (_, readsFirst) => {
  it('leaves a connection on which the next request is answered', async () => {
    const { caller, close } = await refusing({ bytes: 10_000_000, ms: 60_000 }, readsFirst);
    caller.write(head(5_000_000) + 'a'.repeat(5_000_000) + head(1) + 'a');
    let received = '';
    for await (const piece of caller as AsyncIterable<Buffer>) {
      received += piece.toString('latin1');
      if (received.split('422 ').length === 3) break;
    }
    expect(received.split('422 ')).toHaveLength(3);
    await close();
  });

  it('closes it where that was asked for, behind all of the body', async () => {
    const { caller, close } = await refusing({ bytes: 10_000_000, ms: 60_000 }, readsFirst);
    caller.pause();
    await new Promise<void>((resolve, reject) => caller.write(`${head(5_000_000, 'Connection: close\r\n')}${'a'.repeat(5_000_000)}`, (error) => (error ? reject(error) : resolve())));
    let received = '';
    for await (const piece of caller as AsyncIterable<Buffer>) received += piece.toString('latin1');
    expect(received).toMatch(/^HTTP\/1\.1 422 /);
    await close();
  });

  it('ends with the bytes it may take', async () => {
    const { caller, close } = await refusing({ bytes: 1_000_000, ms: 60_000 }, readsFirst);
    caller.write(head(50_000_000) + 'a'.repeat(5_000_000));
    caller.resume();
    await new Promise((closed) => caller.once('close', closed));
    await close();
  });

  it('ends with the time it may take', async () => {
    const { caller, close } = await refusing({ bytes: 1_000_000, ms: 20 }, readsFirst);
    caller.write(`${head(50_000)}a`);
    caller.resume();
    await new Promise((closed) => caller.once('close', closed));
    await close();
  });
});
