import { createAllowList } from './address-guard.js';
import { judgeEndpointUrl } from './endpoint-url.js';

const none = createAllowList(undefined);
const verdict = (text: string, allow = none): string => {
  const judged = judgeEndpointUrl(text, allow);
  return 'url' in judged ? judged.url.href : judged.fault;
};

it.each([
  ['https://crm.example.kz/hooks', 'https://crm.example.kz/hooks'],
  ['https://crm.example.kz', 'https://crm.example.kz/'],
  ['HTTPS://CRM.Example.KZ:443/Hooks?a=b&c=%20', 'https://crm.example.kz/Hooks?a=b&c=%20'],
  ['https://crm.example.kz./hooks', 'https://crm.example.kz/hooks'],
  ['https://қазақ.kz/', 'https://xn--80aau21bd.kz/'],
  ['https://bücher.example/', 'https://xn--bcher-kva.example/'],
  ['https://crm_1.example.kz/', 'https://crm_1.example.kz/'],
  ['https://crm.example.kz/a@b', 'https://crm.example.kz/a@b'],
  ['https://crm.example.kz/?to=http://127.0.0.1/', 'https://crm.example.kz/?to=http://127.0.0.1/'],
  ['https://8.8.8.8/', 'https://8.8.8.8/'],
  ['https://[2606:4700:4700:0:0:0:0:1111]/', 'https://[2606:4700:4700::1111]/'],
  // Odd, but a public address, and called by its one spelling.
  ['https://134744072/', 'https://8.8.8.8/'],
  ['https://127.0.0.1.nip.io/', 'https://127.0.0.1.nip.io/'],
])('%s may be called as %s', (text, href) => {
  expect(verdict(text)).toBe(href);
});

it.each([
  'https://127.0.0.1/', 'https://127.1/', 'https://127.0.1/', 'https://0/', 'https://0.0.0.0/', 'https://2130706433/', 'https://017700000001/', 'https://0177.0.0.1/',
  'https://0177.0.0.01/', 'https://0x7f000001/', 'https://0x7F.1/', 'https://0x7f.0x0.0x0.0x1/', 'https://00000177.1/', 'https://127.0.0.1./', 'https://127。0。0。1/', 'https://１２７.0.0.1/',
  'https://①②⑦.0.0.1/', 'https://%31%32%37.0.0.1/', 'https://127%2e0%2e0%2e1/', 'https://10.0.0.1/', 'https://0xa.1/', 'https://012.1/', 'https://167772161/',
  'https://169.254.169.254/latest/meta-data/', 'https://2852039166/', 'https://0xA9FEA9FE/', 'https://0251.0376.0251.0376/', 'https://169.254.43518/', 'https://3232235521/', 'https://168.63.129.16/',
  'https://4294967295/', 'https://192.168.257/', 'https://100.100.100.200/',
  'https://[::]/', 'https://[::1]/', 'https://[0:0:0:0:0:0:0:1]/', 'https://[0000::0001]/', 'https://[::127.0.0.1]/', 'https://[::ffff:127.0.0.1]/', 'https://[::ffff:7f00:1]/', 'https://[::ffff:8.8.8.8]/',
  'https://[0:0:0:0:0:FFFF:A9FE:A9FE]/', 'https://[64:ff9b::169.254.169.254]/', 'https://[2002:7f00:1::]/', 'https://[fd00:ec2::254]/', 'https://[fe80::1]/', 'https://[fec0::1]/',
  'https://localhost/', 'https://LOCALHOST/', 'https://localhost./', 'https://ⓛⓞⓒⓐⓛⓗⓞⓢⓣ/', 'https://a.localhost/', 'https://crm/', 'https://crm./', 'https://db.local/', 'https://metadata.google.internal/',
  'https://router.home.arpa/', 'https://METADATA.google.INTERNAL./',
])('%s leads inside', (text) => {
  expect(verdict(text)).toBe('not_public');
});

it.each([
  '', ' ', 'crm.example.kz', '//crm.example.kz/', '/hooks', 'https:', 'https://', 'https:///', 'https:///127.0.0.1/', 'https:/crm.example.kz/', 'https:crm.example.kz', 'ftp://crm.example.kz/', 'file:///etc/passwd',
  'gopher://127.0.0.1/', 'javascript:alert(1)', 'data:,a', 'ws://crm.example.kz/', 'jar:https://crm.example.kz/', 'https://?a', 'https://:443/', 'https://crm.example.kz:65536/', 'https://crm.example.kz:a/',
  // Readers of URLs disagree about these: the host is another one for some of them.
  'https://crm.example.kz\\@127.0.0.1/', 'https://127.0.0.1\\.crm.example.kz/', 'https:\\\\127.0.0.1\\', 'https://crm.example.kz/\\hooks', 'https://crm.example.kz /', ' https://crm.example.kz/', 'https://crm.example.kz/ ',
  'https://crm.exa\tmple.kz/', 'https://crm.example.kz\n/', 'https://crm.example.kz/a\r\nhost: 127.0.0.1', 'https://crm.example.kz/\u0000', 'https://127.0.0.1\t/', 'https://crm.example.kz\u00ad\u0000/',
  // Addresses that are none, and names that no name server has.
  'https://[fe80::1%25eth0]/', 'https://[fe80::1%eth0]/', 'https://[::1%lo]/', 'https://[2606:4700::1111/', 'https://2606:4700::1111/', 'https://[8.8.8.8]/', 'https://256.1.1.1/', 'https://1.2.3.4.5/', 'https://4294967296/', 'https://0x100000000/',
  'https://08.8.8.8/', 'https://crm..example.kz/', 'https://crm.example.kz../', 'https://.example.kz/', 'https://-crm.example.kz/', 'https://crm-.example.kz/', 'https://*.example.kz/', 'https://crm,example.kz/', "https://crm'.example.kz/",
  `https://${'a'.repeat(64)}.kz/`, `https://${'a.'.repeat(127)}kz/`, 'https://xn--/', 'https://crm%00.example.kz/', 'https://crm%2f.example.kz/', 'https://%/',
])('%j is no URL that everybody reads alike', (text) => {
  expect(verdict(text)).toBe('not_a_url');
});

it.each([
  ['https://user@crm.example.kz/', 'credentials'], ['https://user:secret@crm.example.kz/', 'credentials'], ['https://@crm.example.kz/', 'credentials'], ['https://:@crm.example.kz/', 'credentials'],
  ['https://crm.example.kz@127.0.0.1/', 'credentials'], ['https://crm.example.kz:443@127.0.0.1:80/', 'credentials'], ['https://127.0.0.1@crm.example.kz/', 'credentials'], ['https://a@b@127.0.0.1/', 'credentials'],
  ['https://crm.example.kz%40127.0.0.1/', 'not_a_url'], ['https://crm.example.kz#@127.0.0.1/', 'fragment'], ['https://crm.example.kz?@127.0.0.1/', 'https://crm.example.kz/?@127.0.0.1/'],
  ['https://127.0.0.1#@crm.example.kz/', 'fragment'], ['https://127.0.0.1?@crm.example.kz/', 'not_public'], ['https://127.0.0.1/@crm.example.kz', 'not_public'],
  ['https://crm.example.kz/#top', 'fragment'], ['https://crm.example.kz/#', 'fragment'],
  ['http://crm.example.kz/', 'not_https'], ['http://crm.example.kz:443/', 'not_https'], ['http://8.8.8.8/', 'not_https'], ['http://127.0.0.1/', 'not_public'],
  ['https://crm.example.kz:8443/', 'port'], ['https://crm.example.kz:80/', 'port'], ['https://crm.example.kz:0443/', 'https://crm.example.kz/'], ['https://8.8.8.8:22/', 'port'],
])('%s: %s', (text, expected) => {
  expect(verdict(text)).toBe(expected);
});

it('takes a URL of 2,048 characters, and no longer one', () => {
  const text = `https://crm.example.kz/${'a'.repeat(2_025)}`;
  expect([text.length, verdict(text), verdict(`${text}a`)]).toEqual([2_048, text, 'too_long']);
});

it.each([
  ['http://crm.corp:8080/hooks', 'http://crm.corp:8080/hooks'], ['https://crm.corp/', 'https://crm.corp/'], ['http://hooks:3000/', 'http://hooks:3000/'], ['http://hooks:3001/', 'not_public'],
  ['http://10.1.2.3:9000/', 'http://10.1.2.3:9000/'], ['http://0xa.1.2.3/', 'http://10.1.2.3/'], ['https://10.2.0.1/', 'not_public'], ['http://127.0.0.1:3000/', 'http://127.0.0.1:3000/'], ['http://127.0.0.1:3001/', 'not_public'],
  ['http://[fd12::9]/', 'http://[fd12::9]/'], ['https://[::ffff:10.1.2.3]/', 'https://[::ffff:a01:203]/'], ['http://user@crm.corp/', 'credentials'], ['http://a.crm.corp/', 'not_https'], ['http://crm.corp.:8080/', 'http://crm.corp:8080/'],
])('with a list, %s: %s', (text, expected) => {
  expect(verdict(text, createAllowList('crm.corp,hooks:3000,10.1.0.0/16,127.0.0.1:3000,fd12::/16'))).toBe(expected);
});
