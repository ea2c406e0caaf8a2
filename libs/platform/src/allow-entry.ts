import { isIP } from 'node:net';

/** One thing that is allowed: an address or a range of them, or a host, on one port or on all. */
export type AllowEntry = { ip: string; bits: number } | { host: string; port: number | null };

/** Labels as DNS has them, and the underscore that in-house names have; RFC 1035 section 2.3.4 gives the lengths. */
export const hostName = /^(?=.{1,253}$)[a-z\d_]([a-z\d_-]{0,61}[a-z\d_])?(\.[a-z\d_]([a-z\d_-]{0,61}[a-z\d_])?)*$/;

/** A host without the brackets that `URL` puts around an IPv6 address. */
export const bareHost = (hostname: string): string => hostname.replace(/^\[(.*)\]$/, '$1');

/** Null: neither an address, a range nor a host, the latter and a single address with or without a port. */
export const readAllowEntry = (text: string): AllowEntry | null => readRange(text) ?? readHost(text);

function readRange(text: string): AllowEntry | null {
  const [, ip = '', bits] = /^([^/]+)(?:\/(\d{1,3}))?$/.exec(bareHost(text)) ?? [];
  const family = isIP(ip);
  const most = family === 4 ? 32 : 128;
  return family === 0 || ip.includes('%') || Number(bits ?? most) > most ? null : { ip, bits: Number(bits ?? most) };
}

function readHost(text: string): AllowEntry | null {
  const [, written = '', digits] = /^(\[[\da-f:.]+\]|[^\s/\\?#@:[\]%]+)(?::(\d{1,5}))?$/i.exec(text) ?? [];
  const port = digits === undefined ? null : Number(digits);
  if (!URL.canParse(`http://${written}`) || (port !== null && (port < 1 || port > 65_535))) return null;
  // As a URL will spell it: small letters, an international name in ASCII.
  const host = bareHost(new URL(`http://${written}`).hostname);
  // Without a port an address would have been a range: this is an odd spelling of one.
  if (isIP(host) === 0 ? !hostName.test(host) : port === null) return null;
  return { host, port };
}
