import { lstat } from 'node:fs/promises';
import { join } from 'node:path';
import { lookAtRules, rulesFile } from '../../core/rules/rules-home';
import { ok, problem, quoted, type Found, type Patient } from './check';

/** What is known of keys is no secret, so others may read it; whoever may write it decides what Keyhaven warns of. */
const writtenByOthers = 0o022;

/** The person's own key rules; where they are not understood, the built-in ones hold. */
export async function lookAtOwnRules({ folder, platform, userId }: Patient): Promise<Found> {
  const path = join(folder, rulesFile);
  const aside = `mv ${quoted(path)} ${quoted(`${path}.before`)}`;
  const stats = await lstat(path).catch(() => null);
  if (stats === null) return ok('The built-in ones alone.');
  if (stats.isSymbolicLink())
    return problem(
      `${rulesFile} is a link, and links are not followed.`,
      `cp --remove-destination "$(readlink -f ${quoted(path)})" ${quoted(path)}`,
    );
  if (!stats.isFile()) return problem(`${rulesFile} is no regular file.`, aside);
  if (platform !== 'win32') {
    if (stats.uid !== userId)
      return problem(`${rulesFile} belongs to someone else.`, `sudo chown "$(id -un)" ${quoted(path)}`);
    if ((stats.mode & writtenByOthers) !== 0)
      return problem(
        `Others can write ${rulesFile}, and so decide what Keyhaven warns of.`,
        `chmod go-w ${quoted(path)}`,
      );
  }
  const { state, rules, problem: why } = await lookAtRules(folder);
  if (state !== 'notUnderstood') return ok(`${String(rules)} of your own, over the built-in ones.`);
  return problem(`Your ${rulesFile} is not understood, so the built-in rules hold. ${why ?? ''}`, aside);
}
