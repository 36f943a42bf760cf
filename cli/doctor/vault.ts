import { systemClock } from '../../core/base/clock';
import { failureOf } from '../../core/base/failure';
import { systemRandomness } from '../../core/base/random';
import { linksOf } from '../../core/audit/links';
import { createDisk, generationNames, type Generation } from '../../core/vault/disk';
import { parseFile } from '../../core/vault/vault-file';
import { ok, problem, type Found, type Patient } from './check';

/** Whether the vault's files are whole by their digests. That they are ours, and not others', shows only when one is opened. */
export async function lookAtVault({ folder }: Patient): Promise<Found> {
  const disk = createDisk({ folder, clock: systemClock, randomness: systemRandomness });
  const whole: string[] = [];
  const damaged: string[] = [];
  for (const generation of Object.keys(generationNames) as Generation[]) {
    try {
      const bytes = await disk.read(generation);
      if (bytes === null) continue;
      parseFile(bytes);
      whole.push(generation);
    } catch (error) {
      const { code, message, hint } = failureOf(error);
      if (code !== 'vault.corrupt') return problem(`${generationNames[generation]}: ${message}`, hint);
      damaged.push(generation);
    }
  }
  if (whole.length + damaged.length === 0) return ok('There is none yet; `keyhaven init` makes it.');
  if (whole.length === 0)
    return problem(
      'Every generation of the vault is damaged.',
      `Put a backup of ${generationNames.newest} in its place.`,
    );
  if (whole[0] !== 'newest')
    return problem(
      `The newest generation is ${damaged.includes('newest') ? 'damaged' : 'missing'}; the vault opens from the one called “${whole[0] ?? ''}”, without the last changes.`,
      `Put a backup of ${generationNames.newest} in its place; without one, go on with the older one.`,
    );
  const older = damaged.length === 0 ? '' : ` Damaged, and set aside when it opens: ${damaged.join(', ')}.`;
  return ok(`The newest generation is whole; kept: ${whole.join(', ')}.${older}`);
}

/** Whether the log's lines follow from each other. Their seals need the open vault's key. */
export async function lookAtLog({ folder }: Patient): Promise<Found> {
  const { lines, brokenAt } = await linksOf(folder);
  if (brokenAt !== null)
    return problem(`Line ${String(brokenAt)} of the audit log does not follow from the one before.`, 'keyhaven verify');
  return ok(
    lines === 0
      ? 'Nothing is logged yet.'
      : `${String(lines)} lines, each following from the one before; \`keyhaven verify\` proves their seals too.`,
  );
}
