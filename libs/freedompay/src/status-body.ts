/** The exact bytes of the status question (by its Card API twin). */
export function buildStatusBody(requestId: string): Buffer {
  return Buffer.from(JSON.stringify({ request_id: requestId }), 'utf8');
}
