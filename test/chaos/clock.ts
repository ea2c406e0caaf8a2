import { appendFileSync, readFileSync } from 'node:fs';

/*
 * Loaded into a part before its own code (`node --import`): its wall clock is as wrong as CLOCK_FILE says, in ms, and jumps when
 * that changes; every jump is written down beside it. Timers and `performance.now()` keep true, as on a machine whose clock is set.
 */

const everyMs = 100;
const file = process.env['CLOCK_FILE'] ?? '';
const TrueDate = Date;
let wrongByMs = 0;

function look(): void {
  const before = wrongByMs;
  try {
    wrongByMs = Number(readFileSync(file, 'utf8')) || 0;
  } catch {
    wrongByMs = 0;
  }
  if (wrongByMs !== before && wrongByMs !== 0) appendFileSync(`${file}, seen`, `${wrongByMs}\n`);
}
look();
setInterval(look, everyMs).unref();

class WrongDate extends TrueDate {
  constructor(...given: [] | [number | string | Date]) {
    if (given.length === 0) super(TrueDate.now() + wrongByMs);
    else super(...given);
  }

  static override now(): number {
    return TrueDate.now() + wrongByMs;
  }
}
globalThis.Date = WrongDate as DateConstructor;
