import { closeAllServers, eventually, loopback, type LoopbackServer } from '../../freedompay/loopback.js';
import { seededRandom } from '../../freedompay/seeded-random.js';
import { Caller } from './caller.js';
import { Wire } from './wire.js';

const wires: Wire[] = [];

async function wireTo(server: LoopbackServer, seed = 1, lookFor: RegExp | null = null): Promise<Wire> {
  const wire = await Wire.to(server.port, seededRandom(seed), lookFor);
  wires.push(wire);
  return wire;
}

const echo = (): Promise<LoopbackServer> => loopback({ onConnection: (socket) => socket.on('data', (bytes) => socket.write(bytes)) });
const chatter = (bytes: number): Promise<LoopbackServer> => loopback({ onConnection: (socket) => socket.write('x'.repeat(bytes)) });

afterEach(async () => {
  await Promise.all(wires.splice(0).map((wire) => wire.close()));
  await closeAllServers();
});

describe('A good wire', () => {
  it('passes every byte both ways, also many, and counts them', async () => {
    const wire = await wireTo(await echo());
    const caller = await Caller.to(wire.port);
    const text = Array.from({ length: 200_000 }, (_, index) => index).join(' ');
    caller.say(text);
    await eventually(() => caller.heard.length === text.length);
    expect(caller.heard === text).toBe(true);
    expect(wire.counts).toMatchObject({ connections: 1, bytes: { up: text.length, down: text.length } });
    expect(new Set(Object.values(wire.counts.struck))).toEqual(new Set([0]));
  });

  it('counts what is looked for, also where it comes in two pieces, and not what comes back', async () => {
    const wire = await wireTo(await loopback({ onConnection: (socket) => socket.on('data', () => socket.write('the canary sings')) }), 1, /canary/i);
    const caller = await Caller.to(wire.port);
    caller.say('nothing');
    await eventually(() => caller.heard.length > 0);
    expect(wire.counts.found).toBe(0);
    caller.say('a Can');
    await eventually(() => caller.heard.length > 16);
    caller.say('ary');
    await eventually(() => wire.counts.found === 1);
  });

  it('passes the end of one side and lets the other go on', async () => {
    const server = await loopback({ onConnection: (socket) => { socket.allowHalfOpen = true; socket.on('end', () => socket.end('all heard')); } });
    const caller = await Caller.to((await wireTo(server)).port);
    caller.say('over');
    caller.finish();
    await caller.ended;
    expect([caller.heard, caller.end]).toEqual(['all heard', 'closed']);
  });

  it('passes a reset as a reset', async () => {
    const server = await loopback({ onConnection: (socket) => socket.once('data', () => socket.resetAndDestroy()) });
    const caller = await Caller.to((await wireTo(server)).port);
    caller.say('hello');
    await caller.ended;
    expect(caller.end).toBe('ECONNRESET');
  });

  it('resets whoever calls while the server is away', async () => {
    const server = await echo();
    const wire = await wireTo(server);
    await server.close();
    const caller = await Caller.to(wire.port);
    await caller.ended;
    expect(caller.end).toBe('ECONNRESET');
  });
});

describe('A slow wire', () => {
  it('delays bytes, on a connection from before too, until it is lifted', async () => {
    const wire = await wireTo(await echo());
    const caller = await Caller.to(wire.port);
    const lift = wire.put({ kind: 'latency', way: 'down', ms: 150, jitterMs: 20 });
    const from = performance.now();
    caller.say('a');
    await eventually(() => caller.heard === 'a');
    expect(performance.now() - from).toBeGreaterThan(125);
    caller.say('b');
    await eventually(() => caller.heard === 'ab');
    expect(wire.counts.struck.latency).toBe(1);
    await lift();
    const later = await Caller.to(wire.port);
    later.say('c');
    await eventually(() => later.heard === 'c');
    expect(wire.counts.struck.latency).toBe(1);
  });

  it('keeps the order of bytes and of the end, however the delays fall', async () => {
    const server = await loopback({
      onConnection: (socket) => {
        let said = 0;
        const timer = setInterval(() => {
          said += 1;
          if (said <= 30) socket.write(`${said} `);
          else {
            clearInterval(timer);
            socket.end();
          }
        }, 2);
      },
    });
    const wire = await wireTo(server);
    wire.put({ kind: 'latency', ms: 30, jitterMs: 30 });
    const caller = await Caller.to(wire.port);
    await caller.ended;
    expect(caller.heard).toBe(`${Array.from({ length: 30 }, (_, index) => index + 1).join(' ')} `);
  });

  it('lets so many bytes a second through', async () => {
    const server = await echo();
    const wire = await wireTo(server);
    wire.put({ kind: 'bandwidth', way: 'up', bytesPerSecond: 5_000 });
    const caller = await Caller.to(wire.port);
    const from = performance.now();
    caller.say('x'.repeat(1_000));
    await eventually(() => caller.heard.length === 1_000);
    expect(performance.now() - from).toBeGreaterThan(190);
    expect(wire.counts.struck.bandwidth).toBe(1);
  });

  it('cuts what is said into pieces', async () => {
    const pieces: Buffer[] = [];
    const wire = await wireTo(await loopback({ onConnection: (socket) => socket.on('data', (bytes) => pieces.push(bytes)) }));
    wire.put({ kind: 'slicer', way: 'up', bytes: 3 });
    const caller = await Caller.to(wire.port);
    const text = 'abcdefghijklmnopqrstuvwxyz'.repeat(20);
    caller.say(text);
    await eventually(() => Buffer.concat(pieces).length === text.length);
    expect(Buffer.concat(pieces).toString()).toBe(text);
    // Some may have met again on their way.
    expect(pieces.length).toBeGreaterThan(40);
    expect(wire.counts.struck.slicer).toBe(1);
  });
});

describe('A wire that resets', () => {
  async function heardWith(seed: number): Promise<number[]> {
    const wire = await wireTo(await chatter(1_000), seed);
    wire.put({ kind: 'resetAfter', way: 'down', bytes: 100 });
    const heard: number[] = [];
    for (let round = 0; round < 10; round += 1) {
      const caller = await Caller.to(wire.port);
      await caller.ended;
      heard.push(caller.heard.length);
    }
    expect(wire.counts.struck.resetAfter).toBe(10);
    return heard;
  }

  it('does so after a number of bytes that the seed decides', async () => {
    const heard = await heardWith(7);
    expect(Math.min(...heard)).toBeGreaterThan(0);
    expect(Math.max(...heard)).toBeLessThanOrEqual(100);
    expect(new Set(heard).size).toBeGreaterThan(5);
    expect(await heardWith(7)).toEqual(heard);
    expect(await heardWith(8)).not.toEqual(heard);
  });

  it('counts the bytes from when it was set, and resets the server’s side too', async () => {
    const errors: (string | undefined)[] = [];
    const server = await echo();
    const wire = await wireTo(server);
    const caller = await Caller.to(wire.port);
    caller.say('before');
    await eventually(() => caller.heard === 'before');
    server.sockets[0]?.on('error', (error: NodeJS.ErrnoException) => errors.push(error.code));
    wire.put({ kind: 'resetAfter', way: 'up', bytes: 1 });
    caller.say('after');
    await caller.ended;
    await eventually(() => errors.length > 0);
    expect([caller.end, errors, wire.counts.bytes.up]).toEqual(['ECONNRESET', ['ECONNRESET'], 7]);
  });
});

describe('A dead wire', () => {
  it('swallows everything both ways, tells nobody, and stays so for connections from before', async () => {
    const server = await echo();
    const wire = await wireTo(server);
    const [idle, busy, leaving] = [await Caller.to(wire.port), await Caller.to(wire.port), await Caller.to(wire.port)];
    await eventually(() => server.sockets.length === 3);
    const heal = wire.put({ kind: 'blackHole' });
    const meanwhile = await Caller.to(wire.port);
    for (const caller of [busy, meanwhile]) caller.say('anybody?');
    leaving.hangUp();
    await eventually(() => wire.counts.struck.blackHole === 3);
    await heal();
    idle.say('still there?');
    await eventually(() => wire.counts.struck.blackHole === 4);
    const fresh = await Caller.to(wire.port);
    fresh.say('hello');
    await eventually(() => fresh.heard === 'hello');
    expect([idle, busy, meanwhile].map(({ heard, end }) => [heard, end])).toEqual([['', null], ['', null], ['', null]]);
    expect(server.sockets.map(({ readableEnded, destroyed }) => readableEnded || destroyed)).toEqual([false, false, false, false, false]);
    expect(wire.counts.bytes).toEqual({ up: 5, down: 5 });
  });

  it.each([['up', 0, 'news'], ['down', 8, '']] as const)('can be dead one way, for connections from before and new ones: %s', async (way, heardByServer, heardByCaller) => {
    const server = await loopback({});
    const wire = await wireTo(server);
    const before = await Caller.to(wire.port);
    await eventually(() => server.sockets.length === 1);
    wire.put({ kind: 'blackHole', way });
    const after = await Caller.to(wire.port);
    await eventually(() => server.sockets.length === 2);
    for (const caller of [before, after]) caller.say('call');
    for (const socket of server.sockets) socket.write('news');
    await eventually(() => wire.counts.struck.blackHole === 2 && server.bytesIn() + before.heard.length + after.heard.length === 8);
    expect([server.bytesIn(), before.heard, after.heard]).toEqual([heardByServer, heardByCaller, heardByCaller]);
  });
});

describe('A door that is shut', () => {
  async function withOneInside(): Promise<{ wire: Wire; inside: Caller }> {
    const wire = await wireTo(await echo());
    const inside = await Caller.to(wire.port);
    inside.say('1');
    await eventually(() => inside.heard === '1');
    return { wire, inside };
  }

  async function expectOpen(wire: Wire, inside: Caller): Promise<void> {
    const next = await Caller.to(wire.port);
    for (const caller of [next, inside]) caller.say('2');
    await eventually(() => next.heard === '2' && inside.heard === '12');
  }

  it('refuses, and opens again at the same port', async () => {
    const { wire, inside } = await withOneInside();
    const { port } = wire;
    const lifts = [wire.put({ kind: 'refuse' }), wire.put({ kind: 'refuse' })];
    expect((await Caller.to(port)).end).toBe('ECONNREFUSED');
    await lifts[0]?.();
    expect((await Caller.to(port)).end).toBe('ECONNREFUSED');
    await lifts[1]?.();
    await expectOpen(wire, inside);
    expect([wire.port, wire.counts.struck.refuse, wire.counts.connections]).toEqual([port, 2, 2]);
  });

  it('takes a connection and never says anything', async () => {
    const { wire, inside } = await withOneInside();
    const lift = wire.put({ kind: 'silent' });
    const caller = await Caller.to(wire.port);
    caller.say('anybody?');
    await eventually(() => wire.counts.struck.silent === 1);
    await lift();
    await expectOpen(wire, inside);
    expect([caller.heard, caller.end]).toEqual(['', null]);
  });

  it('takes a connection and closes it', async () => {
    const { wire, inside } = await withOneInside();
    const lift = wire.put({ kind: 'acceptAndClose' });
    const caller = await Caller.to(wire.port);
    caller.finish();
    await caller.ended;
    expect([caller.heard, caller.end, wire.counts.struck.acceptAndClose]).toEqual(['', 'closed', 1]);
    await lift();
    await expectOpen(wire, inside);
  });
});

it('Every connection can be cut, and new ones are good', async () => {
  const server = await echo();
  const wire = await wireTo(server);
  const callers = [await Caller.to(wire.port), await Caller.to(wire.port)];
  await eventually(() => server.sockets.length === 2);
  wire.cutAll();
  await Promise.all(callers.map(({ ended }) => ended));
  await eventually(() => server.sockets.every(({ destroyed }) => destroyed));
  expect(wire.counts.cut).toBe(2);
  const next = await Caller.to(wire.port);
  next.say('hello');
  await eventually(() => next.heard === 'hello');
});
