import { type AllowList, createAllowList, judgeAddresses, judgeEndpointUrl, type Resolve, WebhookPost, type WebhookPostParts } from '#app/webhooks';
import { answer, closeAllServers, eventually, loopback, type LoopbackServer } from '../freedompay/loopback.js';

const body = Buffer.from('{}');
const none = createAllowList(undefined);
const posts: WebhookPost[] = [];

afterEach(async () => {
  for (const post of posts.splice(0)) post.close();
  await closeAllServers();
});

const receiver = (): Promise<LoopbackServer> => loopback({ onRequest: (socket) => { socket.write(answer(200, 'inside')); } });

/** Says something else each time, and its last word for ever. */
function turning(...answers: string[][]): { resolve: Resolve; asked: () => number } {
  let asked = 0;
  return {
    asked: () => asked,
    resolve: () => {
      asked += 1;
      return Promise.resolve(answers[Math.min(asked, answers.length) - 1] ?? []);
    },
  };
}

function send(url: string, parts: Partial<WebhookPostParts>) {
  const post = new WebhookPost({ allow: none, resolve: () => Promise.reject(new Error('nobody should look this up')), ...parts });
  posts.push(post);
  return post.post(new URL(url), {}, body);
}

/** All that may be told of an address that is not allowed, the same whatever is there. */
const notAllowed = { outcome: 'not_allowed', httpStatus: null, retryAfterMs: null, answer: null, durationMs: expect.any(Number) as number };

/** And of a stranger's name that leads there: as if there were no such name. */
const nowhere = { ...notAllowed, outcome: 'dns' };

describe('a name that turns', () => {
  it('public when it was registered, loopback when it is called', async () => {
    const { resolve, asked } = turning(['8.8.8.8'], ['127.0.0.1']);
    const judged = judgeEndpointUrl('https://turning.example/', none);
    expect('url' in judged && (await judgeAddresses(judged.url, none, resolve))).toEqual({ addresses: ['8.8.8.8'] });
    expect(await send('https://turning.example/', { resolve })).toEqual(nowhere);
    expect(asked()).toBe(2);
  });

  it('allowed when it is judged, something else a moment later: the connection goes where it was judged', async () => {
    const server = await receiver();
    const { resolve, asked } = turning(['127.0.0.1'], ['127.0.0.2']);
    expect((await send(`http://turning.corp:${server.port}/`, { allow: createAllowList(`turning.corp:${server.port}`), resolve })).outcome).toBe('delivered');
    expect([asked(), server.sockets[0]?.localAddress]).toEqual([1, '127.0.0.1']);
  });

  it('judged anew with each connection', async () => {
    const server = await receiver();
    const { resolve } = turning(['127.0.0.1'], ['169.254.169.254']);
    const post = new WebhookPost({ allow: createAllowList('turning.corp'), resolve });
    posts.push(post);
    const url = new URL(`http://turning.corp:${server.port}/`);
    expect((await post.post(url, {}, body)).outcome).toBe('delivered');
    for (const socket of server.sockets) socket.destroy();
    await eventually(() => server.sockets.every((socket) => socket.destroyed));
    expect(await post.post(url, {}, body)).toEqual(notAllowed);
    expect(server.sockets).toHaveLength(1);
  });

  it.each([
    [['8.8.8.8', '127.0.0.1']], [['127.0.0.1', '8.8.8.8']], [['2606:4700::1111', '::1']], [['8.8.8.8', '::ffff:127.0.0.1']], [['2606:4700::1111', '64:ff9b::7f00:1']], [['8.8.8.8', 'fe80::1%lo']], [['8.8.8.8', 'localhost']], [['8.8.8.8', '']],
  ])('%j: one that is not allowed refuses them all', async (addresses) => {
    expect(await send('https://mixed.example/', { resolve: () => Promise.resolve(addresses) })).toEqual(nowhere);
  });

  it.each(['http', 'https'])('even where the look-up was deceived, the connection is cut before a byte is sent over %s', async (scheme) => {
    const server = await receiver();
    let [hosts, addresses] = [0, 0];
    // Says yes to the URL and to the look-up, and no to the connection, as if that had another address.
    const allow: AllowList = {
      host: () => { hosts += 1; return hosts === 1; },
      address: () => { addresses += 1; return addresses === 1; },
    };
    expect(await send(`${scheme}://crm.corp:${server.port}/`, { allow, resolve: () => Promise.resolve(['127.0.0.1']) })).toEqual(notAllowed);
    expect(addresses).toBe(2);
    await eventually(() => server.sockets.length === 1 && server.sockets.every((socket) => socket.destroyed));
    expect(server.bytesIn()).toBe(0);
  });
});

describe('an address in the URL itself, which Node looks up nowhere', () => {
  it.each([
    '127.0.0.1', '127.1', '2130706433', '0x7f.1', '0177.0.0.1', '0.0.0.0', '0', '[::1]', '[::]', '[::ffff:127.0.0.1]', '[::ffff:7f00:1]', '[::127.0.0.1]', '①②⑦.0.0.1', 'localhost', 'LOCALHOST.', '127.0.0.1.',
  ])('%s, whatever the scheme and the port', async (host) => {
    const server = await receiver();
    for (const url of [`http://${host}:${server.port}/`, `https://${host}:${server.port}/`, `https://${host}/`]) {
      expect(await send(url, { resolve: () => Promise.resolve(['127.0.0.1']) })).toEqual(notAllowed);
    }
    expect(server.sockets).toHaveLength(0);
  });

  it('nothing tells what is there: somebody who answers, or nobody', async () => {
    const [open, closed] = [await receiver(), await receiver()];
    await closed.close();
    for (const { port } of [open, closed]) {
      expect(await send(`https://127.0.0.1:${port}/`, {})).toEqual(notAllowed);
      expect(await send('https://inside.example/', { resolve: () => Promise.resolve(['127.0.0.1']) })).toEqual(nowhere);
    }
    expect(await send('https://nobody.example/', { resolve: () => Promise.resolve([]) })).toEqual(nowhere);
  });
});

it.each(['http://crm.example/', 'https://crm.example:8443/', 'https://user:secret@crm.example/', 'https://crm.example/#a'])(
  '%s was allowed once, and is judged again', async (url) => {
    expect(await send(url, {})).toEqual(notAllowed);
  });

describe('a host on the list', () => {
  it.each([
    ['127.0.0.1', '127.0.0.1', 'delivered'], ['127.0.0.0/8', '127.0.0.1', 'delivered'], ['crm.corp', 'crm.corp', 'delivered'], ['crm.corp', 'CRM.corp.', 'delivered'], ['127.0.0.0/8', 'crm.corp', 'not_allowed'],
    ['crm.corp', 'crm.corp.evil.example', 'not_allowed'], ['crm.corp', 'hooks.corp', 'not_allowed'], ['127.0.0.2', '127.0.0.1', 'not_allowed'],
  ])('%s: plain text to %s is %s', async (list, host, outcome) => {
    const server = await receiver();
    expect((await send(`http://${host}:${server.port}/`, { allow: createAllowList(list), resolve: () => Promise.resolve(['127.0.0.1']) })).outcome).toBe(outcome);
    expect(server.sockets).toHaveLength(outcome === 'delivered' ? 1 : 0);
  });

  it.each(['169.254.169.254', 'fd00:ec2::254', '100.100.100.200', '0.0.0.0', '::ffff:127.0.0.1'])('cannot be made %s by whoever rules over its name', async (ip) => {
    expect(await send('http://crm.corp/', { allow: createAllowList('crm.corp'), resolve: () => Promise.resolve([ip]) })).toEqual(notAllowed);
  });
});
