import { appendFileSync } from 'node:fs';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { weighedEveryMs } from './plans.js';

/*
 * Loaded into a part before its own code (`node --import`): writes down into WEIGHT_FILE again and again what it really holds, in
 * bytes, after everything that nobody holds was thrown away. What a process has of the machine tells that too late: it gives little back.
 */

const file = process.env['WEIGHT_FILE'] ?? '';

setFlagsFromString('--expose-gc');
const throwAway = runInNewContext('gc') as () => void;

setInterval(() => {
  throwAway();
  const { heapUsed, external } = process.memoryUsage();
  appendFileSync(file, `${heapUsed + external}\n`);
}, weighedEveryMs).unref();
