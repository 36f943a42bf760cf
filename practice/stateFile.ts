import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { removeLeftovers } from './privateFile';
import { Trouble } from './trouble';

/**
 * A file of the practice exchange's own, in format 1; undefined when there is none. Throws `practice.stateCorrupt`,
 * `practice.stateNewer`, `practice.folderUnusable`.
 */
export function readStateFile<T extends z.ZodType>(path: string, schema: T): z.output<T> | undefined {
  let text: string;
  try {
    removeLeftovers(path);
    text = readFileSync(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw new Trouble('practice.folderUnusable', {}, error);
  }
  const content = parseJson(text);
  const format = z.looseObject({ format: z.int() }).safeParse(content);
  if (format.success && format.data.format > 1) throw new Trouble('practice.stateNewer', { found: format.data.format });
  const parsed = schema.safeParse(content);
  // The cause is not passed on: a parse error may quote the file, and the file may hold secrets.
  if (!parsed.success) throw new Trouble('practice.stateCorrupt');
  return parsed.data;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
