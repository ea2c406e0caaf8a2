import { readFileSync, writeFileSync } from 'node:fs';
import type { Figures } from './figures.js';
import type { Fault } from './schedule.js';
import type { StormResult } from './storm.js';

const page = 'docs/reliability.md';

/** What is to be reached, ms (docs/reliability.md). */
const bounds: Record<string, string> = {
  'worker killed: its work continues': 'p99 ≤ 8 s, max ≤ 12 s', 'api killed: ready again': '≤ 3 s', 'Redis back: jobs from the queue again': '≤ 3 s', 'Postgres back: the first 202': '≤ 3 s',
  'Postgres back: work goes on': '≤ 5 s', 'black hole to Postgres healed: parts ready': '≤ 10 s',
};

export const row = (...cells: (string | number)[]): string => `| ${cells.join(' | ')} |`;
const seconds = (ms: number): string => (ms / 1_000).toFixed(1);

/** The figures as tables. @param calm the run with one fault at a time */
export function report(storms: { duplicates: string; result: StormResult }[], calm: StormResult): string {
  const figures = storms.map(({ result }) => result.figures);
  const kinds = [...new Set(figures.flatMap(({ struck }) => Object.keys(struck)))] as Fault[];
  const each = (what: string, valueOf: (one: Figures) => number | string): string => row(what, ...figures.map(valueOf));
  return [
    row('', ...storms.map(({ duplicates }) => `\`${duplicates}\``)), row('---', ...storms.map(() => '---:')),
    each('deals', ({ deals }) => deals), each('posts of the CRM', ({ posts }) => posts), ...kinds.map((kind) => each(kind, ({ struck }) => struck[kind] ?? 0)),
    each('writes that were answered, the answer lost', ({ answersLost }) => answersLost), each('writes lost on the way', ({ statementsLost }) => statementsLost),
    each('adds at the partner', ({ adds }) => adds), each('of these repeats, same bytes', ({ repeatedAdds }) => repeatedAdds), each('status questions', ({ statusQuestions }) => statusQuestions),
    each('events', ({ events }) => events), each('webhooks taken', ({ webhooks }) => webhooks), each('of these twice', ({ webhooksTakenTwice }) => webhooksTakenTwice),
    each('after the last fault: nothing open, s', ({ recovery }) => seconds(recovery['after the last fault: nothing open']?.max ?? 0)),
    row('**promises broken**', ...storms.map(({ result }) => `**${result.broken.length}**`)),
    '', 'One fault at a time, seconds:', '',
    row('', 'times', 'p50', 'p99', 'max', 'goal'), row('---', '---:', '---:', '---:', '---:', '---'),
    ...Object.entries(calm.figures.recovery).filter(([what]) => what in bounds)
      .map(([what, { count, p50, p99, max }]) => row(what, count, seconds(p50), seconds(p99), seconds(max), bounds[what] ?? '')),
  ].join('\n');
}

/** Puts tables in their place in the page. */
export function writeFigures(which: 'long' | 'soak', tables: string): void {
  const [begin, end] = [`<!-- figures: npm run test:chaos -- --${which} -->`, `<!-- end of ${which} -->`];
  const text = readFileSync(page, 'utf8');
  const [before = '', rest = ''] = text.split(begin);
  writeFileSync(page, `${before}${begin}\n\n${tables}\n\n${end}${rest.split(end)[1] ?? ''}`);
}
