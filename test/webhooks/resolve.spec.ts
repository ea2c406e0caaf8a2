import { promises as dns } from 'node:dns';
import { createAllowList, createResolve, judgeAddresses, WebhookPost } from '#app/webhooks';
import { answer, closeAllServers, loopback } from '../freedompay/loopback.js';
import { type NameServer, nameServer, type Reply } from './name-server.js';

const none = createAllowList(undefined);
const url = new URL('https://crm.example/');
const servers: NameServer[] = [];
const questions = () => servers.flatMap((server) => server.questions);

afterEach(async () => {
  jest.restoreAllMocks();
  for (const server of servers.splice(0)) server.close();
  await closeAllServers();
});

async function asking(reply: (name: string, type: 'A' | 'AAAA') => Reply) {
  const server = await nameServer(reply);
  servers.push(server);
  return createResolve([server.address]);
}

it.each([
  ['both families', ['8.8.8.8', '1.1.1.1', '2606:4700::1111'], { addresses: ['8.8.8.8', '1.1.1.1', '2606:4700::1111'] }],
  ['IPv4 only', ['8.8.8.8'], { addresses: ['8.8.8.8'] }], ['IPv6 only', ['2606:4700::1111'], { addresses: ['2606:4700::1111'] }], ['no address', [], { fault: 'dns' }],
  ['no such name', 'NXDOMAIN', { fault: 'dns' }], ['a broken server', 'SERVFAIL', { fault: 'dns' }],
  ['loopback', ['127.0.0.1'], { fault: 'dns' }], ['public and private', ['8.8.8.8', '10.0.0.1'], { fault: 'dns' }], ['public, and IPv6 loopback', ['8.8.8.8', '::1'], { fault: 'dns' }],
  ['IPv4 in IPv6', ['8.8.8.8', '64:ff9b::7f00:1'], { fault: 'dns' }],
] as [string, Reply, unknown][])('a name with %s', async (_, reply, expected) => {
  expect(await judgeAddresses(url, none, await asking(() => reply))).toEqual(expected);
  expect(new Set(questions())).toEqual(new Set(['A crm.example', 'AAAA crm.example']));
});

it('a server that fails for one family does not hide the other', async () => {
  expect(await judgeAddresses(url, none, await asking((_, type) => (type === 'A' ? ['8.8.8.8'] : 'SERVFAIL')))).toEqual({ addresses: ['8.8.8.8'] });
  expect(await judgeAddresses(new URL('https://b.example'), none, await asking((_, type) => (type === 'A' ? 'SERVFAIL' : ['::1'])))).toEqual({ fault: 'dns' });
});

it('an answer that was lost for one family is waited for only so long', async () => {
  const resolve = await asking((_, type) => (type === 'A' ? ['8.8.8.8'] : 'silence'));
  const [sooner] = await Promise.all([judgeAddresses(url, none, resolve), new Promise((done) => { setTimeout(done, 1_500); })]);
  expect(sooner).toEqual({ addresses: ['8.8.8.8'] });
  // It is asked a second time after two seconds; nobody waited for that.
  expect(questions()).toHaveLength(2);
});

it('IPv4 is waited for longer, as not everybody reaches IPv6: it is asked again, and given up then', async () => {
  const both = ['8.8.8.8', '2606:4700::1111'];
  let asked = 0;
  const silent = await asking(() => both);
  const lost = await asking((_, type) => { asked += type === 'A' ? 1 : 0; return type === 'A' && asked < 2 ? 'silence' : both; });
  // Not by a silent server: nothing would end its question with the test.
  jest.spyOn(dns.Resolver.prototype, 'resolve4').mockReturnValueOnce(new Promise(() => undefined));
  const startedAt = performance.now();
  expect(await Promise.all([silent, lost].map((resolve) => judgeAddresses(url, none, resolve)))).toEqual([{ addresses: ['2606:4700::1111'] }, { addresses: both.toReversed() }]);
  expect(performance.now() - startedAt).toBeLessThan(3_500);
});

it("a name on the list that leads where the list does not is told so; a stranger's is not", async () => {
  const resolve = () => Promise.resolve(['169.254.169.254']);
  expect(await judgeAddresses(new URL('http://crm.corp/'), createAllowList('crm.corp'), resolve)).toEqual({ fault: 'not_allowed' });
  expect(await judgeAddresses(url, createAllowList('crm.corp'), resolve)).toEqual(await judgeAddresses(url, none, () => Promise.resolve([])));
});

it('a literal is judged without being looked up', async () => {
  const resolve = await asking(() => ['8.8.8.8']);
  expect(await judgeAddresses(new URL('https://[::1]/'), none, resolve)).toEqual({ fault: 'not_allowed' });
  expect(await judgeAddresses(new URL('https://8.8.8.8/'), none, resolve)).toEqual({ addresses: ['8.8.8.8'] });
  expect(questions()).toEqual([]);
});

it('a name on the list is looked up as the system does, hosts file and all', async () => {
  const resolve = await asking(() => ['8.8.8.8']);
  expect(await judgeAddresses(new URL('http://localhost:3000/'), createAllowList('localhost:3000'), resolve)).toHaveProperty('addresses', expect.arrayContaining([expect.stringMatching(/^(127\.0\.0\.1|::1)$/)]));
  expect(questions()).toEqual([]);
});

it('rebinding: public for the registration, loopback for the call', async () => {
  const inside = await loopback({ onRequest: (socket) => { socket.write(answer(200)); } });
  const said = [['8.8.8.8'], ['127.0.0.1']];
  const asked = { A: 0, AAAA: 0 };
  const resolve = await asking((_, type) => { asked[type] += 1; return said[Math.min(asked[type], 2) - 1] ?? []; });
  expect(await judgeAddresses(url, none, resolve)).toEqual({ addresses: ['8.8.8.8'] });
  const post = new WebhookPost({ allow: none, resolve });
  expect((await post.post(url, {}, Buffer.from('{}'))).outcome).toBe('dns');
  expect([asked.A, inside.sockets.length]).toEqual([2, 0]);
  post.close();
});
