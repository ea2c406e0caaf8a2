import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Validator } from '@seriousme/openapi-schema-validator';
import type { OpenAPIObject } from 'openapi3-ts/oas31';

const file = 'docs/openapi.json';
const folder = mkdtempSync(join(tmpdir(), 'contract-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** What Redocly's linter finds, by the names of its rules. It is told to ask nobody and to tell nobody. */
async function lint(path: string): Promise<string[]> {
  const env = { ...process.env, CI: 'true', REDOCLY_TELEMETRY: 'off', REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true' };
  const output = await new Promise<string>((resolve) => {
    execFile(process.execPath, ['node_modules/@redocly/cli/bin/cli.js', 'lint', path, '--config=redocly.yaml', '--format=json', '--max-problems=1000'], { env }, (_, stdout) => resolve(stdout));
  });
  return (JSON.parse(output) as { problems: { ruleId: string; message: string; location: { pointer: string }[] }[] }).problems
    .map(({ ruleId, message, location }) => `${ruleId} ${location[0]?.pointer}: ${message}`);
}

it('has nothing that the linter minds, not even a little', async () => {
  expect(await lint(file)).toEqual([]);
});

it('is OpenAPI 3.1 by its own schema', async () => {
  const { valid, errors } = await new Validator().validate(file);
  expect([valid, errors]).toEqual([true, undefined]);
});

it('would be told if it had', async () => {
  const { paths = {}, components, ...others } = JSON.parse(readFileSync(file, 'utf8')) as OpenAPIObject;
  const { parameters: _, operationId: __, ...events } = paths['/v1/events']?.get ?? {};
  const spoilt = {
    ...others, info: { ...others.info, version: 1 }, paths: { ...paths, '/v1/events': { get: { ...events, parameters: [{ $ref: '#/components/parameters/Nobody' }] } } },
    components: { ...components, schemas: { ...components?.schemas, Nobody: { type: 'string' }, Status: { type: 'string', enum: ['unheard_of'] } } },
  };
  const copy = join(folder, 'spoilt.json');
  writeFileSync(copy, JSON.stringify(spoilt));
  const rules = new Set((await lint(copy)).map((problem) => problem.split(' ', 1)[0]));
  expect([...rules]).toEqual(expect.arrayContaining(['struct', 'no-unresolved-refs', 'no-unused-components', 'no-invalid-media-type-examples', 'operation-operationId']));
});
