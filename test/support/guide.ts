import { readFileSync } from 'node:fs';

/** A fenced block of a guide: its language and its text. */
export interface Block { language: string; text: string; line: number }

export function blocksOf(file: string): Block[] {
  const blocks: Block[] = [];
  let open: { language: string; lines: string[]; line: number } | null = null;
  for (const [index, line] of readFileSync(file, 'utf8').split('\n').entries()) {
    const fence = /^```(\w*)$/.exec(line);
    if (fence === null) open?.lines.push(line);
    else if (open === null) open = { language: fence[1] ?? '', lines: [], line: index + 1 };
    else {
      blocks.push({ language: open.language, text: open.lines.join('\n'), line: open.line });
      open = null;
    }
  }
  if (open !== null) throw new Error(`${file}: the block of line ${open.line} is not closed`);
  return blocks;
}

/** What a guide shows, as a pattern: `…` stands for anything that is another one each time. */
const patternOf = (shown: string): RegExp => new RegExp(`^${shown.split('…').map((part) => part.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)).join('[^]+')}$`);

/** Where an answer is not what is shown. Objects may have more members than are shown; lists have as many items. */
export function deviations(shown: unknown, actual: unknown, at = ''): string[] {
  if (typeof shown === 'string' && typeof actual === 'string' && patternOf(shown).test(actual)) return [];
  if (Array.isArray(shown) && Array.isArray(actual) && shown.length === actual.length) return shown.flatMap((item, index) => deviations(item, actual[index], `${at}/${index}`));
  if (isObject(shown) && isObject(actual)) return Object.entries(shown).flatMap(([name, value]) => deviations(value, actual[name], `${at}/${name}`));
  return Object.is(shown, actual) ? [] : [`${at || '/'}: ${JSON.stringify(shown)} is shown, ${JSON.stringify(actual)} is answered`];
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);
