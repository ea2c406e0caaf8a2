import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import type { Figures } from './figures.js';
import { bounds, type Bounded } from './recovery.js';
import type { Fault } from './schedule.js';
import { spreadOf, type Spread } from './spread.js';
import { restAfterAll, type StormResult } from './storm.js';

const page = 'docs/reliability.md';

export const row = (...cells: (string | number)[]): string => `| ${cells.join(' | ')} |`;
const seconds = (ms: number): string => (ms / 1_000).toFixed(1);
const goalOf = ({ p99, max }: { p99?: number; max: number }): string => `${p99 === undefined ? '' : `p99 ≤ ${p99 / 1_000} s, `}max ≤ ${max / 1_000} s`;

/** What storms went through. */
export function stormTable(storms: { duplicates: string; result: StormResult }[]): string {
  const figures = storms.map(({ result }) => result.figures);
  const kinds = [...new Set(figures.flatMap(({ struck }) => Object.keys(struck)))] as Fault[];
  const each = (what: string, valueOf: (one: Figures) => number | string): string => row(what, ...figures.map(valueOf));
  return [
    row('', ...storms.map(({ duplicates }) => `\`${duplicates}\``)), row('---', ...storms.map(() => '---:')),
    each('deals', ({ deals }) => deals), each('posts of the CRM', ({ posts }) => posts), each('of these answered 503', ({ refusals }) => refusals.unavailable),
    each('of these cut', ({ refusals }) => refusals.cut), each('of these told that the key is in use', ({ refusals }) => refusals.inUse),
    each('of these refused: another body under the same key', ({ refusals }) => refusals.reused), ...kinds.map((kind) => each(kind, ({ struck }) => struck[kind] ?? 0)),
    each('kills of workers that left something in hand', ({ leftInHand }) => leftInHand), each('frozen workers thawed after their lease', ({ thaws }) => thaws),
    each('of these: another had taken what they had in hand', ({ overtaken }) => overtaken),
    each('jumps of a clock that were seen', ({ jumpsSeen }) => jumpsSeen), each('bytes to Redis, searched for personal data', ({ redisBytes }) => redisBytes ?? 0),
    each('writes that were answered, the answer lost', ({ answersLost }) => answersLost), each('writes lost on the way', ({ statementsLost }) => statementsLost),
    ...Object.keys(figures[0]?.toxics ?? {}).map((kind) => each(`connections that met: ${kind}`, ({ toxics }) => toxics[kind] ?? 0)),
    each('adds at the partner', ({ adds }) => adds), each('of these repeats, same bytes', ({ repeatedAdds }) => repeatedAdds), each('status questions', ({ statusQuestions }) => statusQuestions),
    each('adds that arrived later than their lease', ({ lateSends }) => lateSends),
    each('sends without a readable answer', ({ doubts }) => doubts.unanswered), each('of these: asked, and it was there', ({ doubts }) => doubts.there),
    each('of these: asked, not there, sent again', ({ doubts }) => doubts.sentAgain), each('of these: still open at the end', ({ doubts }) => doubts.open),
    each('events', ({ events }) => events), each('webhooks taken', ({ webhooks }) => webhooks), each('of these twice', ({ webhooksTakenTwice }) => webhooksTakenTwice),
    each('from the 202 to the last webhook, p50, p99, max, s', ({ toldAll: { p50, p99, max } }) => [p50, p99, max].map(seconds).join(' / ')),
    each(`${restAfterAll}, s`, ({ recovery }) => seconds(recovery[restAfterAll]?.max ?? 0)),
    row('**promises broken**', ...storms.map(({ result }) => `**${result.broken.length}**`)),
  ].join('\n');
}

/** How long what took where nothing else was broken. */
export function recoveryTable(recovery: Record<string, Spread>): string {
  return [
    row('seconds', 'times', 'p50', 'p99', 'max', 'goal'), row('---', '---:', '---:', '---:', '---:', '---'),
    ...(Object.keys(bounds) as Bounded[]).map((what) => {
      const { count, p50, p99, max } = recovery[what] ?? spreadOf([]);
      return row(what, count, seconds(p50), seconds(p99), seconds(max), goalOf(bounds[what]));
    }),
  ].join('\n');
}

/** Puts tables in their place in the page, with what they were made from. */
export function writeFigures(which: 'long' | 'recovery' | 'soak' | 'mutants', seed: number, tables: string): void {
  const [begin, end] = [`<!-- figures: ${which} -->`, `<!-- end of ${which} -->`];
  const text = readFileSync(page, 'utf8');
  const [before = '', rest = ''] = text.split(begin);
  const git = (...words: string[]): string => execFileSync('git', words, { encoding: 'utf8' }).trim();
  // Other figures of this page may have been made a moment ago.
  const commit = git('describe', '--always') + (git('status', '--porcelain', '--untracked-files=no', '--', '.', `:!${page}`) === '' ? '' : '-dirty');
  writeFileSync(page, `${before}${begin}\n\n${tables}\n\nMade on ${new Date().toISOString().slice(0, 10)} from ${commit}, seed ${seed}.\n\n${end}${rest.split(end)[1] ?? ''}`);
}
