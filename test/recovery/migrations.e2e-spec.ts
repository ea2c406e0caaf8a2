import { spawn } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { migrations, runMigrations } from '#migrations';
import { neededSchema } from '#app/platform';
import { installationEnvironment } from '../../apps/demo/src/installation.js';
import { portSettings, startPart, type Environment } from '../../apps/demo/src/parts.js';
import { crashing, newFolder } from '../support/crashing.js';
import { health } from '../support/http-call.js';
import { freePort, onDatabase, OwnPostgres, queueBackends } from '../support/servers.js';

/** Each of them takes seconds: three are enough for every day. */
const everyMigrationStatement = process.env['MIGRATION_CRASHES'] === 'all';

let postgres: OwnPostgres;

beforeAll(async () => {
  postgres = await OwnPostgres.create();
}, 120_000);
afterAll(() => postgres.remove(), 60_000);

function migrate(databaseUrl: string, redisUrl: string | undefined, environment: Environment = {}): Promise<{ code: number | null; printed: string }> {
  const child = spawn(process.execPath, ['dist/bundle/migrate.js'], {
    env: { ...process.env, DATABASE_URL: databaseUrl, REDIS_URL: redisUrl, LOG_LEVEL: 'info', ...environment }, stdio: ['ignore', 'pipe', 'pipe'],
  });
  let printed = '';
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text: string) => { printed += text; });
  return new Promise((ended) => child.once('close', (code) => ended({ code, printed })));
}

/** What a database has, in words that can be compared. */
function schemaOf(databaseUrl: string): Promise<{ ran: string[]; tables: string[] }> {
  return onDatabase(databaseUrl, async (client) => ({
    ran: (await client.query<{ name: string }>('select name from migrations order by id')).rows.map(({ name }) => name),
    tables: (await client.query<{ name: string }>(
      "select schemaname || '.' || tablename as name from pg_tables where schemaname not in ('pg_catalog', 'information_schema') order by 1")).rows.map(({ name }) => name),
  }));
}

describe('migrations', () => {
  // Of BullMQ on Postgres they make more.
  it.each(queueBackends.map((backend) => [backend === 'postgres' ? 5 : 2, backend] as const))('run by %d at once on an empty database: all end well, each ran once (BullMQ on %s)', async (count, backend) => {
    const redisUrl = backend === 'redis' ? 'redis://127.0.0.1:1' : undefined;
    const [together, alone] = [await postgres.newDatabase({ migrated: false }), await postgres.newDatabase({ migrated: false })];
    const all = await Promise.all(Array.from({ length: count }, () => migrate(together, redisUrl)));
    expect(all).toEqual(Array.from({ length: count }, () => ({ code: 0, printed: expect.stringContaining('migrate ready') as unknown })));
    const names = migrations.map(({ name }) => name);
    expect(all.filter(({ printed }) => names.every((name) => printed.includes(name)))).toHaveLength(1);

    await runMigrations(alone, backend === 'postgres');
    const schema = await schemaOf(together);
    expect(schema.ran).toEqual(names);
    expect(schema).toEqual(await schemaOf(alone));
  }, 120_000);

  it('killed before any of its statements, it is ended by the next run', async () => {
    const whole = await schemaOf(await postgres.newDatabase());
    const folder = newFolder();
    // The last one is so late that it was over before.
    const nths = everyMigrationStatement ? Array.from({ length: 400 }, (_, index) => index + 1) : [2, 9, 47, 400];
    const codes: (number | null)[] = [];
    for (const nth of nths) {
      const databaseUrl = await postgres.newDatabase({ migrated: false });
      const { code } = await migrate(databaseUrl, undefined, crashing({ plan: [{ at: 'C17', nth }], log: join(folder, String(nth)) }));
      codes.push(code);
      if (code !== 0) await runMigrations(databaseUrl);
      expect(await schemaOf(databaseUrl)).toEqual(whole);
      if (code === 0) break;
    }
    rmSync(folder, { recursive: true });
    expect([codes.slice(0, -1).every((code) => code === null), codes.at(-1)]).toEqual([true, 0]);
  }, 1_200_000);

  it('a second run changes nothing', async () => {
    const databaseUrl = await postgres.newDatabase();
    const before = await schemaOf(databaseUrl);
    expect(await migrate(databaseUrl, undefined)).toMatchObject({ code: 0 });
    expect(await schemaOf(databaseUrl)).toEqual(before);
  }, 60_000);

  it.each(['api', 'worker'] as const)('the %s does not run on a database that was not migrated, and says what to do', async (name) => {
    const databaseUrl = await postgres.newDatabase({ migrated: false });
    const port = await freePort();
    const part = await startPart(name, {
      ...installationEnvironment(databaseUrl, {}), [portSettings[name].variable]: String(port), REDIS_URL: undefined, LOG_LEVEL: 'warn', NODE_ENV: 'test',
    });
    expect(await part.exited).toBe(1);
    expect(part.lines.join('\n')).toMatch(/schema.*npm run migrate/);
    expect(await health(`http://127.0.0.1:${port}`, 'live')).toBeNull();
  }, 60_000);

  it('neededSchema is the newest migration', () => {
    const stamps = migrations.map(({ name }) => Number(/\d{13}$/.exec(name)?.[0]));
    expect(stamps).toEqual(stamps.toSorted((a, b) => a - b));
    expect(neededSchema).toBe(stamps.at(-1));
  });
});
