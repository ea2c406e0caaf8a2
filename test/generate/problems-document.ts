import type { Texts } from '../../apps/api/src/catalogue/language.js';
import { nextActionTexts } from '../../apps/api/src/catalogue/next-action-texts.js';
import { problemCodes, type CodeEntry } from '../../apps/api/src/catalogue/problem-codes.js';

const cell = (text: string): string => text.replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('|', '\\|');
const row = (...cells: string[]): string => `| ${cells.join(' | ')} |`;
const table = (heads: string[], rows: string[]): string => [row(...heads), `|${'---|'.repeat(heads.length)}`, ...rows].join('\n');
const inThree = ({ en, ru, kk }: Texts): string[] => [en, ru, kk].map(cell);
const inLanguages = ['English', 'Русский', 'Қазақша'];

function requestTexts({ code, message, details }: CodeEntry): string[] {
  return [row(`\`${code}\``, 'title', ...inThree(message)), ...Object.entries(details).map(([, texts]) => row('', 'detail', ...inThree(texts)))];
}

const meaning = ({ code, category, next, message }: CodeEntry): string => row(`\`${code}\``, category, `\`${next}\``, ...inThree(message));

/** `docs/problems.md`: every code, what it means and what to do, in the three languages. */
export function problemsDocument(): string {
  const about = (kind: CodeEntry['about']): CodeEntry[] => problemCodes().filter((entry) => entry.about === kind);
  const requests = about('request');
  return `# Problems

Generated from \`apps/api/src/catalogue\`: \`npm run generate\`. Programs match on the codes, which never change; people read the texts, in the language of \`Accept-Language\` (\`ru\`, \`kk\`, \`en\`; without it English). \`GET /v1/reference/problem-codes\` gives them as data.

## Answers to a request

RFC 9457, \`application/problem+json\`. \`retryable\`: the same request may succeed later. \`title\` stays English, \`detail\` follows the language. \`{name}\` stands for a value.

${table(['code', 'status', 'retryable', 'category', 'next step'], requests.map(({ code, status, retryable, category, next }) => row(`\`${code}\``, String(status), retryable ? 'yes' : '', category, `\`${next}\``)))}

${table(['code', 'text', ...inLanguages], requests.flatMap(requestTexts))}

## Fields

In \`errors\` of \`validation_failed\` and \`unknown_field\`, and in \`warnings\` of an onboarding. N stands for a limit.

${table(['code', 'category', 'next step', ...inLanguages], about('field').map(meaning))}

## Refusals of Freedom Pay

In \`problems\` of a rejected onboarding, beside Freedom Pay's own code and words.

${table(['code', 'category', 'next step', ...inLanguages], about('partner').map(meaning))}

## Next steps

${table(['code', ...inLanguages], Object.entries(nextActionTexts).map(([code, texts]) => row(`\`${code}\``, ...inThree(texts))))}
`;
}
