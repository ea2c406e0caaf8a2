import { lifecycle, statuses, isFinal } from '#app/onboarding';
import { environmentExample } from '#app/platform';
import { asyncapi } from '../../apps/api/src/contract/asyncapi.js';
import { contract } from '../../apps/api/src/contract/document.js';
import { holdTexts } from '../../apps/api/src/catalogue/status-texts.js';
import { clientTypes } from './client-types.js';
import { problemsDocument } from './problems-document.js';

/** Every file that is made from the code, by its path in the repository. */
export const documents: Record<string, () => string | Promise<string>> = {
  '.env.example': environmentExample, 'docs/states.md': statesDocument, 'docs/problems.md': problemsDocument,
  'docs/asyncapi.json': () => `${JSON.stringify(asyncapi(), null, 2)}\n`,
  'docs/openapi.json': () => `${JSON.stringify(contract(), null, 2)}\n`, 'clients/typescript/contract.ts': clientTypes,
};

function statesDocument(): string {
  const edges = statuses.flatMap((from) => lifecycle[from].leadsTo.map((to) => `  ${from} --> ${to}`));
  const ends = statuses.filter((status) => lifecycle[status].leadsTo.length === 0).map((status) => `  ${status} --> [*]`);
  return `# The states of an onboarding

Generated from \`libs/onboarding/src/lifecycle.ts\`: \`npm run generate\`.

\`\`\`mermaid
stateDiagram-v2
  [*] --> pending
${[...edges, ...ends].join('\n')}
\`\`\`

| status | final | waits for |
|---|---|---|
${statuses.map((status) => `| \`${status}\` | ${isFinal(status) ? 'yes' : ''} | ${lifecycle[status].waitsFor} |`).join('\n')}

A hold stands beside the status. It stops new calls, never the recording of an answer, and no deadline runs under it.

| hold | because |
|---|---|
${Object.entries(holdTexts).map(([reason, text]) => `| \`${reason}\` | ${text.en} |`).join('\n')}
`;
}
