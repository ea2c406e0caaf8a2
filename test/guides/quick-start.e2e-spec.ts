import { execFile, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startFastInstallation, type FastInstallation } from '../support/fast-installation.js';
import { blocksOf, deviations, type Block } from '../support/guide.js';
import { keys } from '../support/running-api.js';

const blocks = blocksOf('docs/quick-start.md');
const folder = mkdtempSync(join(tmpdir(), 'quick-start-'));
const mark = '=== done ===';
let installation: FastInstallation;
/** What each command printed. */
let printed: string[];

/** Who reads on is slower than a feed that somebody else's transaction holds back for a moment. */
const pause = `until curl -s "$API/v1/admin/overview" -H 'Authorization: Bearer ${keys.admin}' | grep -q '"lag":0'; do sleep 0.1; done`;

/** Every command in its order, in one shell, as somebody would paste them. Only the address is another one. */
function follow(commands: Block[]): Promise<string[]> {
  const script = commands.map(({ text }) => `${text.includes('/v1/events') ? `${pause}\n` : ''}${text}\nprintf '\\n%s\\n' '${mark}'\n`).join('').replace('http://127.0.0.1:3000', installation.url);
  return new Promise((resolve, reject) => {
    const shell = execFile('bash', ['-eu', '-o', 'pipefail'], { cwd: folder, timeout: 100_000 }, (error, stdout, stderr) => {
      if (error === null) resolve(stdout.split(`${mark}\n`).slice(0, -1));
      else reject(new Error(`the commands ended: ${error.message}\n${stdout.slice(-2_000)}\n${stderr}`));
    });
    shell.stdin?.end(script);
  });
}

/** Each block that shows something, with the number of the command it stands below. */
const shown = blocks.flatMap((block, place) => (block.language === 'sh' ? [] : [{ ...block, command: blocks.slice(0, place).filter(({ language }) => language === 'sh').length - 1 }]));

it('has commands, and shows what most of them print', () => {
  expect(new Set(blocks.map(({ language }) => language))).toEqual(new Set(['sh', 'json', 'text']));
  expect(shown.length).toBeGreaterThan(15);
});

// Node is all the tests need otherwise: where one of these is not, nobody could follow the page.
const canBeFollowed = ['bash', 'curl'].every((program) => spawnSync(program, ['--version']).status === 0);
(canBeFollowed ? describe : describe.skip)('followed word for word', () => {
  beforeAll(async () => {
    installation = await startFastInstallation();
    printed = await follow(blocks.filter(({ language }) => language === 'sh'));
  }, 180_000);
  afterAll(async () => {
    rmSync(folder, { recursive: true });
    await installation.remove();
  }, 60_000);

  it.each(shown.map((block) => [block.line, block] as const))('line %i shows what is printed', (_, { language, text, command }) => {
    const output = (printed[command] ?? '').trim();
    if (language === 'json') expect(deviations(JSON.parse(text), JSON.parse(output.split('\n')[0] ?? ''))).toEqual([]);
    else expect(output.endsWith(text)).toBe(true);
  });
});
