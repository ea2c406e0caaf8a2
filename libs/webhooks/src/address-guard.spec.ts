import { BadSettings, readSettings } from '#app/platform';
import { createAllowList, isPublicAddress, mayConnect } from './address-guard.js';

/** IANA's registries of special addresses: the last address before a range, its first, its last, the first behind it. */
const v4Ranges = [
  ['this network', null, '0.0.0.0', '0.255.255.255', '1.0.0.0'],
  ['private, class A', '9.255.255.255', '10.0.0.0', '10.255.255.255', '11.0.0.0'],
  ['shared with the carrier', '100.63.255.255', '100.64.0.0', '100.127.255.255', '100.128.0.0'],
  ['loopback', '126.255.255.255', '127.0.0.0', '127.255.255.255', '128.0.0.0'],
  ['link-local', '169.253.255.255', '169.254.0.0', '169.254.255.255', '169.255.0.0'],
  ['private, class B', '172.15.255.255', '172.16.0.0', '172.31.255.255', '172.32.0.0'],
  ['protocol assignments', '191.255.255.255', '192.0.0.0', '192.0.0.255', '192.0.1.0'],
  ['documentation 1', '192.0.1.255', '192.0.2.0', '192.0.2.255', '192.0.3.0'],
  ['AS112', '192.31.195.255', '192.31.196.0', '192.31.196.255', '192.31.197.0'],
  ['AMT', '192.52.192.255', '192.52.193.0', '192.52.193.255', '192.52.194.0'],
  ['6to4 relays', '192.88.98.255', '192.88.99.0', '192.88.99.255', '192.88.100.0'],
  ['private, class C', '192.167.255.255', '192.168.0.0', '192.168.255.255', '192.169.0.0'],
  ['AS112, delegation', '192.175.47.255', '192.175.48.0', '192.175.48.255', '192.175.49.0'],
  ['benchmarks', '198.17.255.255', '198.18.0.0', '198.19.255.255', '198.20.0.0'],
  ['documentation 2', '198.51.99.255', '198.51.100.0', '198.51.100.255', '198.51.101.0'],
  ['documentation 3', '203.0.112.255', '203.0.113.0', '203.0.113.255', '203.0.114.0'],
  ['multicast', '223.255.255.255', '224.0.0.0', '239.255.255.255', null],
  ['reserved and broadcast', null, '240.0.0.0', '255.255.255.255', null],
  ["Azure's inside", '168.63.129.15', '168.63.129.16', '168.63.129.16', '168.63.129.17'],
] as const;

/** No neighbour where that is special, too: nearly all of IPv6 outside 2000::/3 is. */
const v6Ranges = [
  ['all below global unicast', null, '::', '1fff:ffff:ffff:ffff:ffff:ffff:ffff:ffff', '2000::'],
  ['Teredo', '2000:ffff:ffff:ffff:ffff:ffff:ffff:ffff', '2001::', '2001:0:ffff:ffff:ffff:ffff:ffff:ffff', null],
  ['benchmarks', null, '2001:2::', '2001:2:0:ffff:ffff:ffff:ffff:ffff', null],
  ['AMT', null, '2001:3::', '2001:3:ffff:ffff:ffff:ffff:ffff:ffff', null],
  ['AS112', null, '2001:4:112::', '2001:4:112:ffff:ffff:ffff:ffff:ffff', null],
  ['ORCHID', null, '2001:10::', '2001:1f:ffff:ffff:ffff:ffff:ffff:ffff', null],
  ['ORCHIDv2', null, '2001:20::', '2001:2f:ffff:ffff:ffff:ffff:ffff:ffff', null],
  ['drones', null, '2001:30::', '2001:3f:ffff:ffff:ffff:ffff:ffff:ffff', null],
  ['protocol assignments', null, '2001:1::', '2001:1ff:ffff:ffff:ffff:ffff:ffff:ffff', '2001:200::'],
  ['documentation', '2001:db7:ffff:ffff:ffff:ffff:ffff:ffff', '2001:db8::', '2001:db8:ffff:ffff:ffff:ffff:ffff:ffff', '2001:db9::'],
  ['6to4', '2001:ffff:ffff:ffff:ffff:ffff:ffff:ffff', '2002::', '2002:ffff:ffff:ffff:ffff:ffff:ffff:ffff', '2003::'],
  ['AS112, delegation', '2620:4f:7fff:ffff:ffff:ffff:ffff:ffff', '2620:4f:8000::', '2620:4f:8000:ffff:ffff:ffff:ffff:ffff', '2620:4f:8001::'],
  ['documentation, new', '3ffe:ffff:ffff:ffff:ffff:ffff:ffff:ffff', '3fff::', '3fff:fff:ffff:ffff:ffff:ffff:ffff:ffff', '3fff:1000::'],
  ['all above global unicast', '3fff:ffff:ffff:ffff:ffff:ffff:ffff:ffff', '4000::', 'ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff', null],
] as const;

it.each([...v4Ranges, ...v6Ranges])('%s: refused from its first address to its last, and its neighbours are not', (_, before, first, last, after) => {
  expect([first, last].filter(isPublicAddress)).toEqual([]);
  expect([before, after].filter((ip) => ip !== null && !isPublicAddress(ip))).toEqual([]);
});

it.each([
  // Well known, and inside ranges.
  '127.0.0.1', '127.1.2.3', '10.1.2.3', '172.20.0.1', '192.168.1.1', '100.100.100.200', '169.254.169.254', '169.254.170.2', '192.0.0.192',
  '192.0.0.9', '224.0.0.251', '255.255.255.255', '0.0.0.1',
  '::1', '::2', 'fe80::1', 'febf:ffff::1', 'fec0::1', 'feff::1', 'fc00::1', 'fdff::1', 'fd00:ec2::254', 'fd20:ce::254', 'ff02::1', 'ff0e::1',
  '100::1', '100:0:0:1::1', '5f00::1', '8000::1',
  // IPv4 inside IPv6: compatible, mapped, translated, NAT64 (well-known and local), 6to4, Teredo; public ones as well.
  '::127.0.0.1', '::7f00:1', '::8.8.8.8', '::ffff:127.0.0.1', '::ffff:7f00:1', '::ffff:10.0.0.1', '::ffff:169.254.169.254', '::ffff:8.8.8.8',
  '::ffff:808:808', '0:0:0:0:0:ffff:127.0.0.1', '::ffff:0:127.0.0.1', '::ffff:0:8.8.8.8', '64:ff9b::127.0.0.1', '64:ff9b::7f00:1', '64:ff9b::a9fe:a9fe',
  '64:ff9b::8.8.8.8', '64:ff9b:1::10.0.0.1', '64:ff9b:1:ffff:ffff:ffff:808:808', '2002:7f00:1::', '2002:a00:1::1', '2002:a9fe:a9fe::', '2002:808:808::',
  '2001:0:4136:e378:8000:63bf:3fff:fdd2',
  // Zones.
  'fe80::1%eth0', 'fe80::1%25eth0', '2606:4700::1111%1', '::1%lo',
  // No address, in the eyes of whoever connects; an other reader may see one.
  '', ' ', 'localhost', '127.1', '2130706433', '0x7f000001', '0177.0.0.1', '0x7f.0.0.1', '8.8.8', '134744072', '010.8.8.8', '08.8.8.8', '8.8.8.8.',
  ' 8.8.8.8', '8.8.8.8 ', '8.8.8.8/32', '8.8.8.8:443', '[2606:4700::1111]', '2606:4700::1111::', '256.1.1.1', '1.1.1.1.1', '８.８.８.８', '8。8。8。8', '1.1.1.1\u0000',
])('%j is not public', (ip) => {
  expect(isPublicAddress(ip)).toBe(false);
});

it.each([
  '1.1.1.1', '8.8.8.8', '93.184.215.14', '223.255.255.254', '192.0.1.1', '198.20.1.1', '168.63.129.1', '88.204.157.163',
  '2606:4700:4700::1111', '2A00:1450:4001:830::200E', '2a00:1450:4001:830:0:0:0:200e', '2001:4860:4860::8888', '2400:cb00:2048:1::c629:d7a2',
])('%s is public', (ip) => {
  expect(isPublicAddress(ip)).toBe(true);
});

describe('the list of the operator', () => {
  const allow = createAllowList(readSettings({ WEBHOOK_ALLOW: ' 10.1.0.0/16, 192.168.7.7 ,fd12:3456::/32,[fd00::1],169.254.7.7,CRM.corp, hooks.corp:8443,172.16.0.9:8080,[::1]:3000,касса.corp,' }).WEBHOOK_ALLOW);

  it.each([
    ['10.1.0.0', true], ['10.1.255.255', true], ['10.0.255.255', false], ['10.2.0.0', false], ['192.168.7.7', true], ['192.168.7.8', false],
    ['fd12:3456::1', true], ['fd12:3457::1', false], ['fd00::1', true], ['fd00:0:0::1', true], ['fd00::2', false], ['10.1.0.1%1', false],
    ['172.16.0.9', false], ['::1', false], ['crm.corp', false], ['', false],
  ])('address %s: %s', (ip, expected) => {
    expect(allow.address(ip)).toBe(expected);
  });

  it.each([
    ['crm.corp', 443, true], ['crm.corp', 8080, true], ['acrm.corp', 443, false], ['a.crm.corp', 443, false], ['crm.corp.evil.kz', 443, false],
    ['hooks.corp', 8443, true], ['hooks.corp', 443, false], ['hooks.corp', 844, false], ['10.1.2.3', 9000, true], ['[fd12:3456::9]', 80, true],
    ['172.16.0.9', 8080, true], ['172.16.0.9', 8081, false], ['[::1]', 3000, true], ['::1', 3001, false], ['xn--80aa2a3aa.corp', 443, true],
  ])('host %s, port %i: %s', (host, port, expected) => {
    expect(allow.host(host, port)).toBe(expected);
  });

  it('opens own networks to a host on it, but no metadata service', () => {
    const into = (ip: string) => [mayConnect(ip, true, allow), mayConnect(ip, false, allow)];
    for (const ip of ['10.9.9.9', '127.0.0.1', '172.31.0.1', '192.168.0.1', 'fd99::1', '::1']) expect([ip, ...into(ip)]).toEqual([ip, true, false]);
    for (const ip of ['169.254.169.254', '100.100.100.200', '168.63.129.16', 'fd00:ec2::254', 'fd20:ce::254', 'fe80::1', '0.0.0.0', '::', '224.0.0.1',
      '::ffff:10.9.9.9', '64:ff9b::a09:909', 'fd99::1%eth0', 'crm.corp']) expect([ip, ...into(ip)]).toEqual([ip, false, false]);
    for (const ip of ['8.8.8.8', '10.1.2.3', '169.254.7.7']) expect([ip, ...into(ip)]).toEqual([ip, true, true]);
  });

  it.each([undefined, '', ' ', ',,'])('%j allows nothing', (text) => {
    const none = createAllowList(text);
    expect([none.address('10.0.0.1'), none.address('127.0.0.1'), none.host('localhost', 443), none.host('', 443)]).toEqual([false, false, false, false]);
  });

  it.each([
    '10.0.0.0/33', '::/129', '10.0.0.0/', '10.0.0.0/a', '10.0.0.0/8:443', '10.0.0', '2130706433', '0x7f.1', '300.1.1.1', '*.corp', 'https://crm.corp', 'crm.corp/hook', 'a b', 'crm.corp:0',
    'crm.corp:65536', 'crm.corp:', ':443', 'user@crm.corp', 'fe80::1%eth0', '[::1', 'crm corp', 'crm?', 'crm#', 'a..b', '.corp', 'corp.', '-a.corp',
  ])('%s stops the start', (entry) => {
    expect(() => readSettings({ WEBHOOK_ALLOW: `10.1.0.0/16,${entry}` })).toThrow(BadSettings);
    expect(() => createAllowList(`10.1.0.0/16,${entry}`)).toThrow('WEBHOOK_ALLOW');
  });
});
