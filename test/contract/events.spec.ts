import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';
import addFormats from 'ajv-formats';
import { Ajv } from 'ajv';
import { deliveredTypes, eventExample, eventSchema } from '../../apps/api/src/contract/event-catalogue.js';
import { asyncapi } from '../../apps/api/src/contract/asyncapi.js';
import { languages } from '../../apps/api/src/catalogue/language.js';
import { changeTexts } from '../../apps/api/src/catalogue/timeline-texts.js';
import { dictionaries } from '../../apps/api/src/reference/dictionaries.js';
import { eventTypes } from '../../apps/api/src/webhooks/event-types.js';
import { contract } from '../support/contract.js';
import { faultsBySchema } from '../support/event-schema.js';

type Json = Record<string, unknown>;
const text = readFileSync('docs/asyncapi.json', 'utf8');
const document = JSON.parse(text) as { components: { messages: Record<string, { payload: { schema: Json }; examples: { payload: Json }[] }> }; channels: Json; operations: Record<string, Json & { messages: { $ref: string }[]; channel: { $ref: string } }> };
const listed = dictionaries['event-types']('en').data;

describe('the event types', () => {
  it('are all there is', () => {
    expect([...eventTypes].sort()).toEqual([...Object.keys(changeTexts), 'batch.completed', 'partner.unavailable', 'partner.recovered', 'partner.contract_drift', 'webhook_endpoint.failing', 'webhook_endpoint.disabled'].sort());
    expect(listed.filter(({ can_be_subscribed }) => can_be_subscribed).map(({ type }) => type)).toEqual(eventTypes);
    expect(listed.filter(({ can_be_subscribed }) => !can_be_subscribed).map(({ type }) => type)).toEqual(['webhook_endpoint.test']);
    for (const language of languages) expect(dictionaries['event-types'](language).data.every((entry) => entry.text !== '')).toBe(true);
  });

  it.each(deliveredTypes)('%s has an example that keeps its schema, and no other type keeps it', (type) => {
    const example = eventExample(type);
    expect(faultsBySchema(eventSchema(type), example)).toEqual([]);
    for (const other of deliveredTypes) if (other !== type) expect(faultsBySchema(eventSchema(other), example)).not.toEqual([]);
  });

  it.each(deliveredTypes)('%s: its schema notices what is missing, what is more and what is wrong', (type) => {
    const example = eventExample(type);
    const data = example['data'] as Json;
    for (const name of Object.keys(example)) expect(faultsBySchema(eventSchema(type), { ...example, [name]: undefined })).not.toEqual([]);
    for (const name of Object.keys(data)) expect(faultsBySchema(eventSchema(type), JSON.parse(JSON.stringify({ ...example, data: { ...data, [name]: undefined } })))).not.toEqual([]);
    expect(faultsBySchema(eventSchema(type), { ...example, data: { ...data, bin: '971240001315' } })).not.toEqual([]);
    expect(faultsBySchema(eventSchema(type), { ...example, id: 'evt.1' })).not.toEqual([]);
  });

  it.each(eventTypes)('%s is what the feed serves as well', (type) => {
    expect(contract().faultsOf('/components/schemas/Event', eventExample(type))).toEqual([]);
  });

  it('refer to nothing outside', () => {
    expect(JSON.stringify(listed)).not.toContain('$ref');
  });
});

describe('docs/asyncapi.json', () => {
  /** The specification's own schema, as its authors publish it. */
  const judge = (() => {
    const schema = createRequire(import.meta.url)('@asyncapi/specs/schemas/3.0.0.json') as object;
    const ajv = new Ajv({ strict: false, meta: false, validateSchema: false, unicodeRegExp: false });
    addFormats.default(ajv);
    return ajv.compile(schema);
  })();

  it('is AsyncAPI 3 by its own schema', () => {
    expect([judge(document), judge.errors]).toEqual([true, null]);
  });

  it.each<[string, (copy: Json) => void]>([
    ['no version', (copy) => { delete copy['asyncapi']; }], ['another version', (copy) => { copy['asyncapi'] = '2.6.0'; }], ['no title', (copy) => { copy['info'] = { version: '1' }; }],
    ['an operation that neither sends nor receives', (copy) => { (copy['operations'] as Record<string, Json>)['ping'] = { action: 'publish', channel: { $ref: '#/channels/webhook' } }; }], ['a word nobody knows', (copy) => { copy['paths'] = {}; }],
  ])('would not be with %s', (_, spoil) => {
    const copy = JSON.parse(text) as Json;
    spoil(copy);
    expect(judge(copy)).toBe(false);
  });

  it('has the schemas and examples of the event catalogue, and what the code makes of it', () => {
    expect(document).toEqual(JSON.parse(JSON.stringify(asyncapi())));
    expect(Object.keys(document.components.messages)).toEqual(listed.map(({ type }) => type));
    for (const { type, schema, example } of listed) {
      const { payload, examples } = document.components.messages[type] ?? { payload: { schema: {} }, examples: [] };
      expect(payload.schema).toEqual(schema);
      expect(examples.map((each) => each.payload)).toEqual([type === 'webhook_endpoint.test' ? expect.objectContaining({ type }) : JSON.parse(JSON.stringify(example))]);
    }
  });

  it('leads from each reference to something', () => {
    const at = (pointer: string): unknown => pointer.slice(2).split('/').reduce<unknown>((part, name) => (part as Json | undefined)?.[name.replaceAll('~1', '/').replaceAll('~0', '~')], document);
    const references = [...text.matchAll(/"\$ref": "([^"]+)"/g)].map(([, pointer = '']) => pointer);
    expect(references.length).toBeGreaterThan(30);
    expect(references.filter((pointer) => at(pointer) === undefined)).toEqual([]);
  });
});
