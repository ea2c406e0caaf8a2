import { readdirSync, readFileSync } from 'node:fs';

/** Linux counts CPU time in ticks of 10 ms on every platform Node runs on. */
const tickMs = 10;

interface Stat { parent: number; ownTicks: number; endedChildrenTicks: number }

/** Null where there is no /proc, or no such process. */
function readStat(pid: number): Stat | null {
  const text = read(`/proc/${pid}/stat`);
  if (text === null) return null;
  // The second field, the program's name in brackets, may hold spaces and brackets itself.
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ').map(Number);
  const [, parent = 0] = fields;
  const [user = 0, system = 0, childrenUser = 0, childrenSystem = 0] = fields.slice(11, 15);
  return { parent, ownTicks: user + system, endedChildrenTicks: childrenUser + childrenSystem };
}

function read(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return null;
  }
}

/** CPU of these processes since they began, ms; null where it cannot be measured. */
export function cpuOfMs(pids: number[]): number | null {
  let ticks = 0;
  for (const pid of pids) {
    const stat = readStat(pid);
    if (stat === null) return null;
    ticks += stat.ownTicks;
  }
  return ticks * tickMs;
}

/**
 * CPU of a process and all its children, running and ended ones, ms. For PostgreSQL: the postmaster, whose children are
 * the sessions, the writers and the autovacuum workers.
 */
export function cpuOfFamilyMs(parentPid: number): number | null {
  const parent = readStat(parentPid);
  if (parent === null) return null;
  let ticks = parent.ownTicks + parent.endedChildrenTicks;
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    const stat = readStat(Number(name));
    if (stat?.parent === parentPid) ticks += stat.ownTicks;
  }
  return ticks * tickMs;
}

/**
 * The process whose child this session is: the postmaster. Null where the session's server is on another machine, or in
 * a container with numbers of its own: its title would not name our database.
 */
export function postmasterOf(sessionPid: number, database: string): number | null {
  const title = read(`/proc/${sessionPid}/cmdline`);
  return title?.includes(database) === true ? readStat(sessionPid)?.parent ?? null : null;
}

/** Resident memory of a process, MiB: now, or the most it ever had. */
export function memoryMib(pid: number, when: 'now' | 'peak'): number | null {
  const kib = new RegExp(`^${when === 'now' ? 'VmRSS' : 'VmHWM'}:\\s+(\\d+) kB$`, 'm').exec(read(`/proc/${pid}/status`) ?? '')?.[1];
  return kib === undefined ? null : Number(kib) / 1_024;
}
