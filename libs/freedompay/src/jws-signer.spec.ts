import { compactVerify, CompactSign } from 'jose';
import { createHmac, webcrypto } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { seededRandom } from '../../../test/freedompay/seeded-random.js';
import { createJwsSigner, shortKeyWarning } from './jws-signer.js';

interface Vector {
  key: string; header: string; body: string; signature_header: string;
  header_segment: string; payload_segment: string; published_signature_not_reproducible: string;
}
const vectors = JSON.parse(readFileSync('test/fixtures/jws-vectors.json', 'utf8')) as [Vector, Vector, Vector];
const bytes = (text: string): Buffer => Buffer.from(text, 'utf8');
const hashes = { HS256: 'SHA-256', HS512: 'SHA-512' };
const joseKey = (secret: string, alg: 'HS256' | 'HS512') =>
  webcrypto.subtle.importKey('raw', bytes(secret), { name: 'HMAC', hash: hashes[alg] }, false, ['sign', 'verify']);
const addPath = '/v5/partner/client/add';

function signerOf(vector: Vector, key = vector.key) {
  const header = JSON.parse(vector.header) as { uri: string; auth_id: string; alg: 'HS256' | 'HS512' };
  return { path: header.uri, signer: createJwsSigner({ alg: header.alg, authId: header.auth_id, current: key }) };
}

describe('the published and computed vectors', () => {
  it.each([['Card API, HS512, published', 0], ['Partner API, HS256, computed', 2]] as const)('%s: byte for byte', (_, index) => {
    const { path, signer } = signerOf(vectors[index]);
    expect(signer.headerText(path)).toBe(vectors[index].header);
    expect(signer.sign(path, bytes(vectors[index].body))).toBe(vectors[index].signature_header);
  });

  it('Partner API overview: header and payload segments', () => {
    const { path, signer } = signerOf(vectors[1], 'secret_key');
    const [header, payload] = signer.sign(path, bytes(vectors[1].body)).split('.');
    expect(header).toBe(vectors[1].header_segment);
    expect(payload).toBe('');
    expect(bytes(vectors[1].body).toString('base64url')).toBe(vectors[1].payload_segment);
  });

  it('Partner API overview: its published signature is not the one of its own header, body and key', () => {
    const { path, signer } = signerOf(vectors[1], 'secret_key');
    expect(signer.sign(path, bytes(vectors[1].body)).split('.')[2]).not.toBe(vectors[1].published_signature_not_reproducible);
  });
});

const alphabets = ['abcXYZ 0129', 'Қазақстан әіңғүұқөһ', 'Жеке кәсіпкер «Ёлка»', '😀🏦👩‍👩‍👧🇰🇿', '"\\/\b\f\n\r\t\u0001\u007f', '{}[]:,.\u2028\u2029\ufeff'].map((text) => [...text]);

function randomBody(random: () => number): Buffer {
  const pick = <T>(items: readonly T[]): T => items[Math.floor(random() * items.length)] as T;
  const text = (): string => Array.from({ length: Math.floor(random() * 40) }, () => pick(pick(alphabets))).join('');
  const body: Record<string, unknown> = {};
  for (let members = Math.floor(random() * 8); members >= 0; members -= 1) body[text()] = pick([text(), random(), [text()], { [text()]: null }]);
  return bytes(JSON.stringify(body));
}

it.each(['HS256', 'HS512'] as const)('%s: 1,000 random bodies are signed as node:crypto and jose would', async (alg) => {
  const random = seededRandom(20_251_122);
  const secret = 'ключ, құпия 🔑 0123456789abcdef0123456789abcdef0123456789';
  const signer = createJwsSigner({ alg, authId: '123456', current: secret });
  const key = await joseKey(secret, alg);
  const disagrees = async (body: Buffer): Promise<boolean> => {
    const [header = '', , signature = ''] = signer.sign(addPath, body).split('.');
    const input = `${header}.${body.toString('base64url')}`;
    const expected = createHmac(hashes[alg].replace('-', ''), bytes(secret)).update(input).digest('base64url');
    // Throws where jose does not agree.
    const { payload } = await compactVerify(`${input}.${signature}`, key, { algorithms: [alg] });
    return signature !== expected || Buffer.compare(payload, body) !== 0;
  };
  const bodies = Array.from({ length: 1_000 }, () => randomBody(random));
  const wrong = await Promise.all(bodies.map(async (body) => (await disagrees(body) ? [body.toString()] : [])));
  expect(wrong.flat()).toEqual([]);
});

it('gives what jose gives for the same header', async () => {
  const { path, signer } = signerOf(vectors[2]);
  const body = bytes(vectors[2].body);
  const jws = await new CompactSign(body)
    .setProtectedHeader(JSON.parse(vectors[2].header) as { alg: string })
    .sign(await joseKey('secret_key', 'HS256'));
  expect(signer.sign(path, body)).toBe(jws.replace(/\..*\./, '..'));
});

it('signs the bytes it is given, also when they are a part of a larger buffer', () => {
  const { path, signer } = signerOf(vectors[2]);
  const body = bytes(`xx${vectors[2].body}yy`);
  expect(signer.sign(path, body.subarray(2, -2))).toBe(vectors[2].signature_header);
  expect(signer.sign(path, new Uint8Array(body.subarray(2, -2)))).toBe(vectors[2].signature_header);
});

describe('keys', () => {
  const body = bytes('{}');
  const signer = createJwsSigner({ alg: 'HS256', authId: '1', current: 'old', next: 'new' });

  it('signs with the chosen slot, by default with the current key', () => {
    const alone = (current: string): string => createJwsSigner({ alg: 'HS256', authId: '1', current }).sign(addPath, body);
    expect(signer.sign(addPath, body)).toBe(alone('old'));
    expect(signer.sign(addPath, body, 'current')).toBe(alone('old'));
    expect(signer.sign(addPath, body, 'next')).toBe(alone('new'));
  });

  it('names the setting when there is no next key', () => {
    const lone = createJwsSigner({ alg: 'HS256', authId: '1', current: 'old' });
    expect(() => lone.sign(addPath, body, 'next')).toThrow('FREEDOMPAY_SECRET_KEY_NEXT');
  });

  it('refuses an empty key', () => {
    expect(() => createJwsSigner({ alg: 'HS256', authId: '1', current: '' })).toThrow('empty key');
  });

  it('warns of fewer than 32 bytes of UTF-8, without the key', () => {
    expect(shortKeyWarning('FREEDOMPAY_SECRET_KEY', 'a'.repeat(32))).toBeNull();
    expect(shortKeyWarning('FREEDOMPAY_SECRET_KEY', 'қ'.repeat(16))).toBeNull();
    const warning = shortKeyWarning('FREEDOMPAY_SECRET_KEY', 'tiny-secret');
    expect(warning).toContain('FREEDOMPAY_SECRET_KEY is shorter than 32 bytes');
    expect(warning).not.toContain('tiny-secret');
  });
});
