import { readFileSync } from 'node:fs';
import { documents } from './documents.js';

it.each(Object.entries(documents))('%s is what the code makes of it (npm run generate)', async (path, make) => {
  expect(readFileSync(path, 'utf8')).toBe(await make());
});
