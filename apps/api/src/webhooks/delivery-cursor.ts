import { deliveryId, deliveryKeyOf, type DeliveryPlace } from '#app/webhooks';

/** 8 bytes of time (µs) and the 36 of a delivery's id: 44 bytes, 59 letters. */
export function deliveryCursor(place: DeliveryPlace): string {
  const at = Buffer.alloc(8);
  at.writeBigUInt64BE(BigInt(place.at));
  return Buffer.concat([at, Buffer.from(deliveryId(place).slice(4), 'base64url')]).toString('base64url');
}

/** In the year 9999, µs: no instant that is stored is later. */
const latest = 253_402_300_799_000_000n;

/** Null where it was not made here. */
export function placeOf(cursor: string): DeliveryPlace | null {
  const bytes = Buffer.from(cursor, 'base64url');
  if (bytes.length !== 44) return null;
  const at = bytes.readBigUInt64BE();
  const key = deliveryKeyOf(`dlv_${bytes.subarray(8).toString('base64url')}`);
  return key === null || at > latest ? null : { ...key, at: String(at) };
}
