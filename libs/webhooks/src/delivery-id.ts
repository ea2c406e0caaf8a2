/** One event on its way to one endpoint. */
export interface DeliveryKey { endpointId: string; subject: string; sequence: number }

const hexOf = (uuid: string): string => uuid.replaceAll('-', '');
const uuidOf = (hex: string): string => hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
const highestSequence = 2 ** 31 - 1;

/** Made from what is unique anyway: endpoint (16 bytes), subject (16), sequence (4). */
export function deliveryId({ endpointId, subject, sequence }: DeliveryKey): string {
  const bytes = Buffer.alloc(36);
  bytes.write(hexOf(endpointId) + hexOf(subject), 'hex');
  bytes.writeUInt32BE(sequence, 32);
  return `dlv_${bytes.toString('base64url')}`;
}

/** Null for a text that is no such id. */
export function deliveryKeyOf(id: string): DeliveryKey | null {
  const bytes = Buffer.from(/^dlv_([A-Za-z0-9_-]{48})$/.exec(id)?.[1] ?? '', 'base64url');
  if (bytes.length !== 36) return null;
  const sequence = bytes.readUInt32BE(32);
  // A higher one would not fit its column.
  return sequence > highestSequence ? null : { endpointId: uuidOf(bytes.toString('hex', 0, 16)), subject: uuidOf(bytes.toString('hex', 16, 32)), sequence };
}
