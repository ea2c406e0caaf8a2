import { SystemNames } from './system-names.js';

const hourMs = 3_600_000;
const fault = (code: string) => Object.assign(new Error(code), { code });
const pause = (ms: number) => new Promise((done) => { setTimeout(done, ms); });

/** Answers `10.0.0.<how often this host was asked>` at once, or as a host's own function says. */
function system(own: Record<string, () => Promise<string[]>> = {}) {
  const clock = { nowMs: 0 };
  const looks: string[] = [];
  let [running, most] = [0, 0];
  const direct: Record<string, string[]> = {};
  const names = new SystemNames({
    patienceMs: 50,
    ask: (host) => (direct[host] === undefined ? Promise.reject(fault('ENOTFOUND')) : Promise.resolve(direct[host])),
    nowMs: () => clock.nowMs,
    look: async (host) => {
      looks.push(host);
      running += 1;
      most = Math.max(most, running);
      try {
        return await (own[host]?.() ?? Promise.resolve([`10.0.0.${looks.filter((one) => one === host).length}`]));
      } finally {
        running -= 1;
      }
    },
  });
  return { names, clock, looks, own, direct, most: () => most };
}

/** A look-up that lasts until the test ends it. */
function silence() {
  let [end, fail]: [(addresses: string[]) => void, (error: Error) => void] = [() => undefined, () => undefined];
  const answer = new Promise<string[]>((resolve, reject) => { [end, fail] = [resolve, reject]; });
  return { look: () => answer, end, fail };
}

it('asks anew each time, and once for all who ask meanwhile', async () => {
  const { names, looks } = system();
  const ask = () => names.addresses('crm.corp');
  expect(await Promise.all([ask(), ask(), ask()])).toEqual([['10.0.0.1'], ['10.0.0.1'], ['10.0.0.1']]);
  expect(await ask()).toEqual(['10.0.0.2']);
  expect(looks).toHaveLength(2);
});

it('a silent host takes one place, whoever asks for it, and another is answered from what is known', async () => {
  const slow = silence();
  const { names, looks, most } = system({ 'slow.corp': slow.look });
  await names.addresses('crm.corp');
  const failing = Array.from({ length: 32 }, () => names.addresses('slow.corp'));
  expect(await names.addresses('crm.corp')).toEqual(['10.0.0.1']);
  expect(looks).toEqual(['crm.corp', 'slow.corp']);
  slow.fail(fault('EAI_AGAIN'));
  expect(new Set((await Promise.allSettled(failing)).map(({ status }) => status))).toEqual(new Set(['rejected']));
  expect([await names.addresses('crm.corp'), most()]).toEqual([['10.0.0.3'], 1]);
});

it('hosts take turns, one look-up at a time; one that asks again goes behind the others', async () => {
  const slow = silence();
  const { names, looks, most } = system({ 'slow.corp': slow.look });
  const first = names.addresses('slow.corp');
  const again = first.catch(() => names.addresses('slow.corp'));
  const others = ['a.corp', 'b.corp', 'c.corp'].map((host) => names.addresses(host));
  await pause(100);
  expect(looks).toEqual(['slow.corp']);
  slow.fail(fault('EAI_AGAIN'));
  expect(await Promise.all(others)).toEqual([['10.0.0.1'], ['10.0.0.1'], ['10.0.0.1']]);
  await expect(again).rejects.toThrow('EAI_AGAIN');
  expect(looks).toEqual(['slow.corp', 'a.corp', 'b.corp', 'c.corp', 'slow.corp']);
  expect(most()).toBe(1);
});

it('behind a silent one, a host that was never asked for is asked of the name servers; one that they do not know waits', async () => {
  const slow = silence();
  const { names, direct } = system({ 'slow.corp': slow.look });
  const first = names.addresses('slow.corp');
  Object.assign(direct, { 'crm.corp': ['10.0.0.7'], 'empty.corp': [] });
  expect(await names.addresses('crm.corp')).toEqual(['10.0.0.7']);
  const waiting = Promise.all(['only-in-hosts', 'empty.corp'].map((host) => names.addresses(host)));
  expect(await Promise.race([waiting, pause(150)])).toBeUndefined();
  slow.end(['10.0.0.8']);
  expect([await first, await waiting]).toEqual([['10.0.0.8'], [['10.0.0.1'], ['10.0.0.1']]]);
});

it('a host that fell silent has its last answer, for an hour; the next one it gives is the last', async () => {
  const { names, clock, own } = system();
  const ask = () => names.addresses('crm.corp');
  await ask();
  const slow = silence();
  own['crm.corp'] = slow.look;
  clock.nowMs = hourMs - 1;
  expect(await ask()).toEqual(['10.0.0.1']);
  clock.nowMs = hourMs;
  const late = ask();
  expect(await Promise.race([late, pause(150)])).toBeUndefined();
  slow.end(['10.0.0.9']);
  expect(await late).toEqual(['10.0.0.9']);
  own['crm.corp'] = silence().look;
  expect(await ask()).toEqual(['10.0.0.9']);
});

it('a failure is not remembered, and hides no earlier answer unless it is one: no such host', async () => {
  const { names, own } = system();
  const ask = () => names.addresses('crm.corp');
  const failing = (code: string) => { own['crm.corp'] = () => Promise.reject(fault(code)); };
  failing('EAI_AGAIN');
  await expect(ask()).rejects.toThrow('EAI_AGAIN');
  delete own['crm.corp'];
  const known = await ask();
  failing('EAI_AGAIN');
  expect(await ask()).toEqual(known);
  failing('ENOTFOUND');
  await expect(ask()).rejects.toThrow('ENOTFOUND');
  failing('EAI_AGAIN');
  await expect(ask()).rejects.toThrow('EAI_AGAIN');
});

it('remembers a thousand hosts, those that answered last', async () => {
  const { names, own } = system();
  for (let host = 0; host < 1_000; host += 1) await names.addresses(String(host));
  for (const host of ['0', 'one more']) await names.addresses(host);
  for (const host of ['0', '1', '2']) own[host] = () => Promise.reject(fault('EAI_AGAIN'));
  expect(await names.addresses('0')).toEqual(['10.0.0.2']);
  await expect(names.addresses('1')).rejects.toThrow('EAI_AGAIN');
  expect(await names.addresses('2')).toEqual(['10.0.0.1']);
});
