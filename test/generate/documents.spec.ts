import { readFileSync } from 'node:fs';
import { documents } from './documents.js';

it.each(Object.entries(documents()))('%s is what the code makes of it (npm run generate)', (path, text) => {
  expect(readFileSync(path, 'utf8')).toBe(text);
});
