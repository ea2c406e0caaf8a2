import { promises as dns } from 'node:dns';
import { isIP, type LookupFunction } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { bareHost } from '#app/platform';
import { type AllowList, mayConnect } from './address-guard.js';
import { isListed } from './endpoint-url.js';

/**
 * All addresses of a name; none, or an error: it has none.
 *
 * @param listed whether it is on the operator's list
 */
export type Resolve = (host: string, listed: boolean) => Promise<string[]>;

export type AddressFault = 'dns' | 'not_allowed';

/** How long IPv6 addresses are waited for when IPv4 ones are known, ms. */
const secondKindMs = 500;

/** Carries a fault through Node's own calls. */
export class AddressRefused extends Error {
  constructor(readonly fault: AddressFault) {
    super(fault);
    this.name = 'AddressRefused';
  }
}

/**
 * Asks the name servers for A and AAAA. Not through the system's look-up, which blocks one of Node's four threads per
 * name: four slow name servers of strangers would stop every other look-up. Only that one knows the hosts file and search
 * domains, though, so names on the operator's list go through it.
 *
 * @param servers other name servers than the system's
 */
export function createResolve(servers?: readonly string[]): Resolve {
  const resolver = new dns.Resolver({ timeout: 2_000, tries: 2 });
  if (servers !== undefined) resolver.setServers(servers);
  return async (host, listed) => {
    if (listed) return (await dns.lookup(host, { all: true })).map(({ address }) => address);
    const found: string[] = [];
    const [four, six] = [resolver.resolve4(host), resolver.resolve6(host)].map(async (answer) => { found.push(...await answer); });
    const both = Promise.allSettled([four, six]);
    // With an address that everybody can reach the other kind is not waited for long: its answer may have been lost.
    await Promise.race([both, Promise.resolve(four).then(() => sleep(secondKindMs, undefined, { ref: false }), () => both)]);
    return [...found];
  };
}

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
