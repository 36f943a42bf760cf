import type { Stats } from 'node:fs';
import { lstat, readdir, statfs } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { epochMsOf, minuteMs } from '../../core/base/instants';
import { ok, problem, quoted, skipped, type Found, type Patient } from './check';

const forOthers = 0o077;
const forOwner = 0o700;
const mib = 1024 * 1024;
/** A save needs room for the vault once or twice over beside what is there. */
const leastFreeBytes = 64 * mib;

/** What Keyhaven writes at the top of its folder; sockets of its locks come and go, and the server's key file has a check of its own. */
const ours = /^(vault\..*|audit.*|control\.json\.new-.*|preferences\.json.*)$/;
const leftover = /^((vault|control\.json)\.new-[0-9a-z]{26}|preferences\.json\.new)$/;
/** A younger one may belong to a save that is just under way. */
const leftoverAfterMs = minuteMs;

const noFolder = 'There is no data folder yet; `keyhaven init` makes it.';
const statsOf = (path: string): Promise<Stats | null> => lstat(path).catch(() => null);

export async function lookAtFolder({ folder, platform, userId }: Patient): Promise<Found> {
  const found = await statsOf(folder);
  const path = quoted(folder);
  if (found === null) return ok(noFolder);
  if (found.isSymbolicLink())
    return problem(`${folder} is a link, and links are not followed.`, `export KEYHAVEN_HOME="$(readlink -f ${path})"`);
  if (!found.isDirectory()) return problem(`${folder} is no folder.`, `mv ${path} ${quoted(`${folder}.before`)}`);
  if (platform !== 'win32') {
    if (found.uid !== userId) return problem(`${folder} belongs to someone else.`, `sudo chown -R "$(id -un)" ${path}`);
    if ((found.mode & forOthers) !== 0) return problem(`Others can look into ${folder}.`, `chmod 700 ${path}`);
    if ((found.mode & forOwner) !== forOwner)
      return problem(`You cannot read and write in ${folder}.`, `chmod 700 ${path}`);
  }
  return ok(`${folder} is yours alone.`);
}

export async function lookAtFiles({ folder, platform, userId }: Patient): Promise<Found> {
  const files = await filesIn(folder);
  if (files.length === 0) return ok('There are none yet.');
  for (const { name, stats } of files) {
    const path = quoted(join(folder, name));
    if (stats.isSymbolicLink())
      return problem(
        `${name} is a link, and links are not followed.`,
        `cp --remove-destination "$(readlink -f ${path})" ${path}`,
      );
    if (!stats.isFile())
      return problem(`${name} is no regular file.`, `mv ${path} ${quoted(`${join(folder, name)}.before`)}`);
    if (platform === 'win32') continue;
    if (stats.uid !== userId) return problem(`${name} belongs to someone else.`, `sudo chown "$(id -un)" ${path}`);
    if ((stats.mode & forOthers) !== 0) return problem(`Others can read ${name}.`, `chmod 600 ${path}`);
  }
  return ok(`${String(files.length)} files, each readable by you alone.`);
}

export async function lookForLeftovers({ folder, now }: Patient): Promise<Found> {
  const files = await filesIn(folder);
  const old = files.filter(
    ({ name, stats }) => leftover.test(name) && epochMsOf(now) - stats.mtimeMs > leftoverAfterMs,
  );
  const paths = old.map(({ name }) => quoted(join(folder, name)));
  return old.length === 0
    ? ok('No interrupted save left anything behind.')
    : problem(`${String(old.length)} files of an interrupted save were left behind.`, `rm ${paths.join(' ')}`);
}

export async function lookAtSpace({ folder }: Patient): Promise<Found> {
  // Before the first start the folder is not there; the disk that it will be on is.
  for (let place = folder; ; place = dirname(place)) {
    const disk = await statfs(place).catch(() => null);
    if (disk === null && place !== dirname(place)) continue;
    if (disk === null) return skipped('The system does not tell how much is free.');
    const free = disk.bavail * disk.bsize;
    const text = `${String(Math.floor(free / mib))} MiB are free.`;
    return free < leastFreeBytes ? problem(text, `df -h ${quoted(place)}`) : ok(text);
  }
}

/** The log is written at every start, so a clock that is behind its file was set back since. */
export async function lookAtClock({ folder, now, platform }: Patient): Promise<Found> {
  const log = await statsOf(join(folder, 'audit.log'));
  const behindMs = log === null ? 0 : log.mtimeMs - epochMsOf(now);
  if (behindMs > minuteMs)
    return problem(
      `The clock is ${String(Math.round(behindMs / minuteMs))} minutes behind the last line of the log.`,
      platform === 'linux' ? 'sudo timedatectl set-ntp true' : 'Let the system set its clock by itself.',
    );
  return ok(
    'Not behind the log. Against an exchange it was not compared, since that needs the network: `keyhaven test` says so where it is off.',
  );
}

async function filesIn(folder: string): Promise<{ name: string; stats: Stats }[]> {
  const names = await readdir(folder).catch(() => []);
  const found = [];
  for (const name of names.filter((one) => ours.test(one)).sort()) {
    const stats = await statsOf(join(folder, name));
    if (stats !== null && !stats.isSocket()) found.push({ name, stats });
  }
  return found;
}
