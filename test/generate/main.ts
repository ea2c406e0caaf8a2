import { writeFileSync } from 'node:fs';
import { documents } from './documents.js';

/** `npm run generate`: writes every file that is made from the code. */
for (const [path, make] of Object.entries(documents)) writeFileSync(path, await make());
