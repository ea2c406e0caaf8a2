import type { Socket } from 'node:net';
import { answer, closeAllServers, eventually, loopback } from '../../freedompay/loopback.js';
import { Caller } from './caller.js';
import { Wire } from './wire.js';

const request = 'GET / HTTP/1.1\r\nhost: a\r\n\r\n';
const whole = answer(200, 'some text\n');
const statusLine = 'HTTP/1.1 200 X\r\n';

describe('An answer cut after its status line', () => {
  let wire: Wire;
  let caller: Caller;
  let requests: { socket: Socket; say: (text: string) => void }[];

  beforeEach(async () => {
    requests = [];
    wire = await Wire.to((await loopback({ onRequest: (socket) => requests.push({ socket, say: (text) => socket.write(text) }) })).port);
    caller = await Caller.to(wire.port);
  });
  afterEach(async () => {
    await wire.close();
    await closeAllServers();
  });

  async function ask(): Promise<(text: string) => void> {
    const before = requests.length;
    caller.say(request);
    await eventually(() => requests.length > before);
    return requests[before]?.say ?? fail();
  }

  it('is the next one on a kept-alive connection', async () => {
    (await ask())(whole);
    await eventually(() => caller.heard === whole);
    wire.put({ kind: 'cutAnswerAfterStatusLine' });
    (await ask())(whole);
    await caller.ended;
    expect(caller.heard).toBe(whole + statusLine);
    await eventually(() => requests[0]?.socket.destroyed === true);
    expect(wire.counts.struck.cutAnswerAfterStatusLine).toBe(1);
  });

  it('is not one that is under way', async () => {
    const say = await ask();
    say(whole.slice(0, 30));
    await eventually(() => caller.heard.length === 30);
    wire.put({ kind: 'cutAnswerAfterStatusLine' });
    say(whole.slice(30));
    await eventually(() => caller.heard === whole);
    expect([caller.end, wire.counts.struck.cutAnswerAfterStatusLine]).toEqual([null, 0]);
  });

  it('is cut there also when the status line comes in pieces', async () => {
    wire.put({ kind: 'cutAnswerAfterStatusLine' });
    const say = await ask();
    say(whole.slice(0, 9));
    await eventually(() => caller.heard.length === 9);
    say(whole.slice(9));
    await caller.ended;
    expect(caller.heard).toBe(statusLine);
  });

  it('is whole again once that is lifted', async () => {
    await wire.put({ kind: 'cutAnswerAfterStatusLine' })();
    (await ask())(whole);
    await eventually(() => caller.heard === whole);
  });
});
