import { createSocket, type RemoteInfo } from 'node:dgram';
import { isIP, type AddressInfo } from 'node:net';

/** What it says to one question: addresses (of the family asked for), or a code of RFC 1035, or nothing at all. */
export type Reply = string[] | 'SERVFAIL' | 'NXDOMAIN' | 'silence';

export interface NameServer {
  /** As `Resolver.setServers` takes it. */
  address: string;
  /** The names that were asked for, each with its type. */
  questions: string[];
  close(): void;
}

const codes = { SERVFAIL: 2, NXDOMAIN: 3 } as const;

/** Just enough DNS (RFC 1035) for A and AAAA on loopback. */
export async function nameServer(reply: (name: string, type: 'A' | 'AAAA') => Reply): Promise<NameServer> {
  const questions: string[] = [];
  const socket = createSocket('udp4');
  socket.on('message', (message: Buffer, from: RemoteInfo) => {
    const { name, type, end } = questionOf(message);
    questions.push(`${type} ${name}`);
    const said = reply(name, type);
    if (said === 'silence') return;
    const records = typeof said === 'string' ? [] : said.filter((ip) => isIP(ip) === (type === 'A' ? 4 : 6)).map((ip) => recordOf(ip));
    const header = Buffer.alloc(12);
    message.copy(header, 0, 0, 2);
    header.writeUInt16BE(0x8180 | (typeof said === 'string' ? codes[said] : 0), 2);
    header.writeUInt16BE(1, 4);
    header.writeUInt16BE(records.length, 6);
    socket.send(Buffer.concat([header, message.subarray(12, end), ...records]), from.port, from.address);
  });
  await new Promise<void>((resolve) => { socket.bind(0, '127.0.0.1', resolve); });
  return { address: `127.0.0.1:${(socket.address() as AddressInfo).port}`, questions, close: () => socket.close() };
}

function questionOf(message: Buffer): { name: string; type: 'A' | 'AAAA'; end: number } {
  const labels: string[] = [];
  let at = 12;
  for (let length = message.readUInt8(at); length > 0; length = message.readUInt8(at)) {
    labels.push(message.toString('latin1', at + 1, at + 1 + length));
    at += 1 + length;
  }
  return { name: labels.join('.').toLowerCase(), type: message.readUInt16BE(at + 1) === 1 ? 'A' : 'AAAA', end: at + 5 };
}

function recordOf(ip: string): Buffer {
  const bytes = isIP(ip) === 4 ? Buffer.from(ip.split('.').map(Number)) : ipv6Bytes(ip);
  const record = Buffer.alloc(12);
  // The name is the question's, by its place.
  record.writeUInt16BE(0xc00c, 0);
  record.writeUInt16BE(bytes.length === 4 ? 1 : 28, 2);
  record.writeUInt16BE(1, 4);
  record.writeUInt16BE(bytes.length, 10);
  return Buffer.concat([record, bytes]);
}

function ipv6Bytes(ip: string): Buffer {
  const [head = '', tail = ''] = ip.split('::');
  const groups = (part: string): string[] => part.split(':').filter((group) => group !== '');
  const middle = Array.from({ length: 8 - groups(head).length - groups(tail).length }, () => '0');
  return Buffer.from([...groups(head), ...middle, ...groups(tail)].map((group) => group.padStart(4, '0')).join(''), 'hex');
}
