import { isIP } from 'node:net';
import { bareHost, hostName } from '#app/platform';
import { type AllowList, mayConnect } from './address-guard.js';

/**
 * Why a URL cannot be called.
 *
 * - `not_a_url`: not an absolute http(s) URL, or one that readers of URLs disagree about.
 * - `too_long`: more than 2,048 characters.
 * - `credentials`: a user name or password.
 * - `fragment`: a part behind `#`, which is never sent.
 * - `not_https`: plain text, and the host is not on the operator's list.
 * - `port`: another port than 443, and the host is not on the list.
 * - `not_public`: an address or name of an own network, and not on the list.
 */
export const urlFaults = ['not_a_url', 'too_long', 'credentials', 'fragment', 'not_https', 'port', 'not_public'] as const;

export type UrlFault = (typeof urlFaults)[number];

const mostCharacters = 2_048;
/** Never in the public DNS: RFC 6761, RFC 6762, RFC 8375, and ICANN's `internal`. A name without a dot is none either. */
const ownName = /^[^.]+$|\.(localhost|local|internal|home\.arpa)$/;

/**
 * Judges the URL of an endpoint without looking anything up: where its name leads is judged anew with each connection.
 * The URL comes back as it will be called: international names in ASCII, addresses in their one spelling.
 */
export function judgeEndpointUrl(text: string, allow: AllowList): { url: URL } | { fault: UrlFault } {
  if (text.length > mostCharacters) return { fault: 'too_long' };
  // Control characters, spaces and backslashes: `URL` drops or turns them, other readers see another host.
  const [, authority] = /^https?:\/\/([^/?#]+)/i.exec(text) ?? [];
  if (authority === undefined || /[\u0000-\u0020\u007f\\]/.test(text) || !URL.canParse(text)) return { fault: 'not_a_url' };
  if (authority.includes('@')) return { fault: 'credentials' };
  if (text.includes('#')) return { fault: 'fragment' };
  const url = new URL(text);
  // The dot that marks the root: certificates and lists do not know it.
  url.hostname = url.hostname.replace(/\.$/, '');
  const fault = faultOf(url, allow);
  return fault === null ? { url } : { fault };
}

export const portOf = (url: URL): number => Number(url.port || (url.protocol === 'https:' ? 443 : 80));

export const isListed = (url: URL, allow: AllowList): boolean => allow.host(url.hostname, portOf(url));

/** What stands against calling this URL, by its own words. */
function faultOf(url: URL, allow: AllowList): UrlFault | null {
  const host = bareHost(url.hostname);
  const literal = isIP(host) !== 0;
  if (!literal && !hostName.test(host)) return 'not_a_url';
  const listed = isListed(url, allow);
  if (literal ? !mayConnect(host, listed, allow) : !listed && ownName.test(host)) return 'not_public';
  if (listed) return null;
  if (url.protocol !== 'https:') return 'not_https';
  return portOf(url) === 443 ? null : 'port';
}
