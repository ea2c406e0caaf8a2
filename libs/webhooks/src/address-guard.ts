import ipaddr from 'ipaddr.js';
import { BlockList, isIP } from 'node:net';
import { bareHost, readAllowEntry } from '#app/platform';

/** What the operator allows beyond public addresses on port 443: WEBHOOK_ALLOW. */
export interface AllowList {
  /**
   * Whether this host may be called in plain text, on this port, and at an address in the own network.
   *
   * @param hostname as `URL` gives it
   */
  host(hostname: string, port: number): boolean;
  /** Whether this very address, or a range it lies in, is on the list. */
  address(ip: string): boolean;
}

/** Global unicast (RFC 4291 section 2.4, IANA): whatever lies outside is reserved, local or a way to write an IPv4 address. */
const globalIPv6 = new BlockList();
globalIPv6.addSubnet('2000::', 3, 'ipv6');

/** Reached only from inside, although its range is public: the metadata and agents of Azure's machines. */
const onlyInside = new Set(['168.63.129.16']);

/** Metadata services in a range that is private, and so would be open to a listed host. */
const metadata = new BlockList();
metadata.addSubnet('fd00:ec2::', 32, 'ipv6');
metadata.addSubnet('fd20:ce::', 32, 'ipv6');

/**
 * Whether everybody can reach this address, or nobody should be asked to: false for every range that IANA holds for a
 * special purpose, and for each IPv6 address that holds an IPv4 one (mapped, NAT64, 6to4, Teredo), whatever that is.
 *
 * @param ip the text of one address; any other text, also an address with a zone, is not public
 */
export function isPublicAddress(ip: string): boolean {
  const family = isIP(ip);
  if (family === 4) return ipaddr.IPv4.parse(ip).range() === 'unicast' && !onlyInside.has(ip);
  if (family !== 6 || ip.includes('%')) return false;
  return globalIPv6.check(ip, 'ipv6') && ipaddr.IPv6.parse(ip).range() === 'unicast';
}

/** Own networks and this machine. Link-local ones, where metadata services answer, are not among them. */
function isInHouse(ip: string): boolean {
  const family = isIP(ip);
  if (family === 0 || ip.includes('%')) return false;
  const range = ipaddr.parse(ip).range();
  return (range === 'private' || range === 'loopback' || range === 'uniqueLocal') && !(family === 6 && metadata.check(ip, 'ipv6'));
}

/**
 * Whether a connection may go to this address.
 *
 * @param listed whether the host of the URL is on the list: it may be in the own network, but whoever rules over its
 *   name still cannot make it a metadata service
 */
export const mayConnect = (ip: string, listed: boolean, allow: AllowList): boolean =>
  isPublicAddress(ip) || allow.address(ip) || (listed && isInHouse(ip));

const withPort = (host: string, port: number): string => `${host} ${port}`;

/**
 * @param text WEBHOOK_ALLOW: addresses, ranges (`10.1.0.0/16`) and host names, the latter and single addresses also with
 *   a port (`crm.corp:8443`), separated by commas
 * @throws Error for what the settings would have refused
 */
export function createAllowList(text: string | undefined): AllowList {
  const ranges = new BlockList();
  const hosts = new Set<string>();
  for (const part of (text ?? '').split(',').map((one) => one.trim()).filter((one) => one !== '')) {
    const entry = readAllowEntry(part);
    if (entry === null) throw new Error('WEBHOOK_ALLOW has an entry that is neither an address, a range nor a host');
    if ('ip' in entry) ranges.addSubnet(entry.ip, entry.bits, isIP(entry.ip) === 4 ? 'ipv4' : 'ipv6');
    else hosts.add(entry.port === null ? entry.host : withPort(entry.host, entry.port));
  }
  const address = (ip: string): boolean => {
    const family = isIP(ip);
    return family !== 0 && !ip.includes('%') && ranges.check(ip, family === 4 ? 'ipv4' : 'ipv6');
  };
  return {
    address,
    host(hostname, port) {
      const name = bareHost(hostname);
      return hosts.has(name) || hosts.has(withPort(name, port)) || address(name);
    },
  };
}
