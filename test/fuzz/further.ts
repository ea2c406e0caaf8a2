import { parse } from 'lossless-json';
import { contract } from '../support/contract.js';
import { isRefusal, reproduction, toldBy, valueOf, type Hit, type Reply } from './hit.js';
import { inNfc, isObject, spellings, write, type Spelling } from './json-text.js';
import { changes } from './kept.js';

/** Largest body of a single request, bytes. */
const bodyLimit = 32_768;

type Send = (hit: Hit) => Promise<Reply | Error>;
const textOf = (reply: Reply | Error): string => (reply instanceof Error ? reply.message : reply.text);

/** What an answer says, apart from its words. */
function verdictOf(reply: Reply | Error): string {
  if (reply instanceof Error) return `a dropped connection (${reply.message})`;
  const { code, id, errors = [] } = toldBy(reply);
  return `${reply.status} ${code ?? id ?? ''} ${errors.map((error) => `${error.pointer} ${error.code}`).sort().join()}`;
}

/**
 * Asks on, about a request with a JSON object that was answered: in other words it means the same; what was accepted is
 * shown as it was sent, and with a name more it is refused.
 *
 * @param again the request with another body that is written so
 * @returns what is wrong
 */
export async function askFurther(hit: Hit, reply: Reply, again: (body: string) => Hit, send: Send): Promise<string[]> {
  const { links, object, id } = toldBy(reply);
  if (!isObject(hit.value) || (links === undefined && !isRefusal(reply))) return [];
  const hasKey = hit.headers['idempotency-key'] !== undefined;
  const respelt = again(write(hit.value, spellingFor(hit)));
  if (Buffer.byteLength(respelt.body ?? '') > bodyLimit) return [];
  if (links === undefined) {
    const second = verdictOf(await send(respelt));
    return second === verdictOf(reply) ? [] : [`in other words it is judged otherwise: ${verdictOf(reply)}, then ${second}\n${reproduction(respelt)}`];
  }
  const get = (path: string): Promise<Reply | Error> =>
    send({ method: 'GET', path, body: undefined, headers: { authorization: hit.headers['authorization'] ?? '', 'accept-language': hit.headers['accept-language'] ?? '' } });
  const shown = textOf(await get(links.self));
  // A secret is shown once.
  const answered = reply.text.replace(/,"secret":"[^"]*"/, '');
  const faults = shown === answered ? [] : [`it is shown otherwise than it was answered: ${firstDifference(answered, shown)}`];
  const more = verdictOf(await send(again(write({ ...hit.value, zebra: 1 }))));
  if (!/^(?:409|412|422) /.test(more)) faults.push(`with an unknown member it is not refused: ${more}`);
  if (['external_id', 'request_id'].some((name) => Object.hasOwn(hit.value as object, name)) || hasKey) {
    const second = await send(respelt);
    const isSame = !(second instanceof Error) && [200, reply.status].includes(second.status) && toldBy(second).id === id;
    if (!isSame) faults.push(`in other words it is not the same: ${verdictOf(second)}\n${reproduction(respelt)}`);
  }
  if (object === 'batch') return [...faults, ...rowFaults((valueOf(hit) as { items: unknown[] }).items, JSON.parse(textOf(await get(`${links.items}?limit=1000`))) as Rows)];
  const told = JSON.parse(reply.text) as Record<string, unknown>;
  // A reason is in the timeline instead.
  const kept = Object.entries(parse(String(hit.body)) as object).filter(([name]) => Object.hasOwn(told, name));
  return [...faults, ...changes(Object.fromEntries(kept), told)];
}

/** Under a key, numbers count as they are written where it is not known what they mean, and what is longer than every field is not normalised. */
function spellingFor({ headers, body }: Hit): Spelling {
  const hasKey = headers['idempotency-key'] !== undefined;
  const isEndless = /\p{Mn}{1000}/u.test(String(body).normalize('NFD')) || /"[^"]{1001}/u.test(String(body).normalize('NFC'));
  const usable = spellings.filter(({ changes }) => changes === undefined || !hasKey || (changes === 'forms' && !isEndless));
  return usable[String(body).length % usable.length] as Spelling;
}

interface Rows { data: { row: number; status: string; errors: unknown[] }[] }

/** A row that breaks the schema is refused, and says why. */
function rowFaults(items: unknown[], { data }: Rows): string[] {
  const isBroken = (item: unknown): boolean => contract().faultsOf('/components/schemas/OnboardingRequest', inNfc(item)).length > 0;
  const faults = data.flatMap(({ row, status, errors }, place) => [
    ...(row === place + 1 ? [] : [`row ${row} stands at ${place + 1}`]), ...(status !== 'refused' && isBroken(items[place]) ? [`row ${row} was taken, though the document says no`] : []),
    ...((status === 'refused') === (errors.length > 0) ? [] : [`row ${row} is ${status} with ${errors.length} errors`]),
  ]);
  return data.length === items.length ? faults : [...faults, `${items.length} rows became ${data.length}`];
}

function firstDifference(a: string, b: string): string {
  let place = 0;
  while (a[place] === b[place]) place += 1;
  return `…${b.slice(Math.max(0, place - 60), place + 60)}… instead of …${a.slice(Math.max(0, place - 60), place + 60)}…`;
}
