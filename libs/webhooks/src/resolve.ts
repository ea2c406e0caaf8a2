import { promises as dns } from 'node:dns';
import { isIP, type LookupFunction } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { bareHost } from '#app/platform';
import { type AllowList, mayConnect } from './address-guard.js';
import { isListed } from './endpoint-url.js';
import { SystemNames } from './system-names.js';

/**
 * All addresses of a name; none, or an error: it has none.
 *
 * @param listed whether it is on the operator's list
 */
export type Resolve = (host: string, listed: boolean) => Promise<string[]>;

export type AddressFault = 'dns' | 'not_allowed';

/** How long IPv6 addresses are waited for when IPv4 ones are known, ms. */
const sixAfterFourMs = 500;
/** The other way round, ms: not everybody reaches IPv6, so long enough for a lost question to be asked again after 2 s. */
const fourAfterSixMs = 2_500;

/** Carries a fault through Node's own calls. */
export class AddressRefused extends Error {
  constructor(readonly fault: AddressFault) {
    super(fault);
    this.name = 'AddressRefused';
  }
}

/**
 * Asks the name servers for A and AAAA. Not through the system's look-up, which two silent name servers of strangers would
 * stop for everybody. Only that one knows the hosts file and search domains, though, so names on the operator's list go
 * through it.
 *
 * @param servers other name servers than the system's
 */
export function createResolve(servers?: readonly string[]): Resolve {
  const resolver = new dns.Resolver({ timeout: 2_000, tries: 2 });
  if (servers !== undefined) resolver.setServers(servers);
  const ask = async (host: string): Promise<string[]> => {
    const found: string[] = [];
    const add = async (answer: Promise<string[]>): Promise<void> => { found.push(...await answer); };
    const [four, six] = [add(resolver.resolve4(host)), add(resolver.resolve6(host))];
    const both = Promise.allSettled([four, six]);
    const soonAfter = (kind: Promise<void>, ms: number): Promise<unknown> => kind.then(() => sleep(ms, undefined, { ref: false }), () => both);
    // With an address of one kind the other is not waited for long: its answer may have been lost.
    await Promise.race([both, soonAfter(four, sixAfterFourMs), soonAfter(six, fourAfterSixMs)]);
    return [...found];
  };
  const systemNames = new SystemNames({ ask });
  return (host, listed) => (listed ? systemNames.addresses(host) : ask(host));
}

/** One for the process, as its threads are. */
export const resolveHost = createResolve();

/**
 * The addresses at which the host of this URL may be called. One that is not allowed refuses them all: a name that leads
 * inside as well was not made for us. A stranger's name that leads inside ends as one that leads nowhere, or else our name
 * servers would tell what is there.
 */
export async function judgeAddresses(url: URL, allow: AllowList, resolve: Resolve = resolveHost): Promise<{ addresses: string[] } | { fault: AddressFault }> {
  const host = bareHost(url.hostname);
  const listed = isListed(url, allow);
  let addresses: string[];
  try {
    addresses = isIP(host) === 0 ? await resolve(host, listed) : [host];
  } catch {
    addresses = [];
  }
  if (addresses.length > 0 && addresses.every((ip) => mayConnect(ip, listed, allow))) return { addresses };
  return { fault: isIP(host) === 0 && (!listed || addresses.length === 0) ? 'dns' : 'not_allowed' };
}

/**
 * For Node's `lookup`: a new connection to this URL's host goes to an address that was judged for it, and there is no
 * second look-up that could say something else. Node does not ask it for literals: those must be judged before.
 */
export const judgedLookup = (url: URL, allow: AllowList, resolve: Resolve): LookupFunction => (_, { all }, done) => {
  const look = async (): Promise<void> => {
    const judged = await judgeAddresses(url, allow, resolve);
    if ('fault' in judged) {
      done(new AddressRefused(judged.fault), '');
      return;
    }
    const found = judged.addresses.map((address) => ({ address, family: isIP(address) }));
    if (all === true) done(null, found);
    else done(null, found[0]?.address ?? '', found[0]?.family);
  };
  void look();
};
