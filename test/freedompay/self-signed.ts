import { generateKeyPairSync, sign } from 'node:crypto';

/** Just enough DER (X.690) and X.509 (RFC 5280) for a certificate that signs itself, so that no key lies in the repository. */
const der = (tag: number, ...parts: Uint8Array[]): Buffer => {
  const content = Buffer.concat(parts);
  const size = content.length;
  const length = size < 128 ? [size] : size < 256 ? [0x81, size] : [0x82, size >> 8, size & 0xff];
  return Buffer.concat([Buffer.from([tag, ...length]), content]);
};
const sequence = (...parts: Uint8Array[]): Buffer => der(0x30, ...parts);
const integer = (value: number): Buffer => der(0x02, Buffer.from([value]));
const oid = (hex: string): Buffer => der(0x06, Buffer.from(hex, 'hex'));
const bits = (bytes: Uint8Array): Buffer => der(0x03, Buffer.from([0]), bytes);
const time = (year: number): Buffer => der(0x18, Buffer.from(`${year}0101000000Z`));

const ecdsaWithSha256 = sequence(oid('2a8648ce3d040302'));
const commonName = sequence(der(0x31, sequence(oid('550403'), der(0x0c, Buffer.from('loopback')))));

export interface Certificate { key: string; cert: string }

/** @param address IPv4 address the certificate is good for */
export function selfSigned(address = '127.0.0.1', validUntilYear = 2099): Certificate {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'prime256v1' });
  const names = sequence(der(0x87, Buffer.from(address.split('.').map(Number))));
  const extensions = der(0xa3, sequence(sequence(oid('551d11'), der(0x04, names))));
  const body = sequence(
    der(0xa0, integer(2)), integer(1), ecdsaWithSha256, commonName, sequence(time(2001), time(validUntilYear)), commonName,
    publicKey.export({ type: 'spki', format: 'der' }), extensions,
  );
  const certificate = sequence(body, ecdsaWithSha256, bits(sign('sha256', body, privateKey)));
  const lines = certificate.toString('base64').match(/.{1,64}/g) ?? [];
  return {
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    cert: `-----BEGIN CERTIFICATE-----\n${lines.join('\n')}\n-----END CERTIFICATE-----\n`,
  };
}
