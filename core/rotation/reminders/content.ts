import { z } from 'zod';
import { ReminderStage } from '../../contract/reminders';
import { DueKind } from '../../contract/rotation';
import { Id } from '../../contract/words';

const most = 20_000;
const Ms = z.int().min(0).max(8.64e15);

const Reason = z.strictObject({
  kind: DueKind,
  atMs: Ms,
  lifeDays: z.number().min(0).max(100_000).nullable(),
  text: z.string().max(300).nullable(),
});
const Key = z.strictObject({
  id: Id,
  label: z.string().max(80).nullable(),
  exchangeName: z.string().max(60).nullable(),
  reasons: z.array(Reason).max(20).readonly(),
});
export const ToldRecord = z.strictObject({ id: Id, kind: DueKind, atMs: Ms, stage: ReminderStage, toldMs: Ms });
export const SnoozeRecord = z.strictObject({ id: Id, untilMs: Ms, madeMs: Ms, toldMs: Ms.nullable() });

/** What the file holds. No address and no secret is ever in it. */
export const FileContent = z.strictObject({
  keys: z.array(Key).max(most).readonly(),
  /** Of a file that is not sealed: shows at the next opening whether its keys are what Keyhaven wrote. */
  proof: z.base64().length(44).nullable(),
  state: z.strictObject({
    told: z
      .array(ToldRecord)
      .max(10 * most)
      .readonly(),
    snoozes: z.array(SnoozeRecord).max(most).readonly(),
    telling: z
      .strictObject({
        reminders: z
          .array(ToldRecord)
          .max(10 * most)
          .readonly(),
        snoozes: z.array(Id).max(most).readonly(),
        tries: z.int().min(1).max(100),
      })
      .nullable(),
    seenMs: Ms,
  }),
});
export type FileContent = z.infer<typeof FileContent>;

/** Null for what is no content of ours. */
export function parseContent(plain: Uint8Array): FileContent | null {
  try {
    return FileContent.safeParse(JSON.parse(Buffer.from(plain).toString('utf8'))).data ?? null;
  } catch {
    return null;
  }
}

export const contentBytes = (content: FileContent): Buffer => Buffer.from(JSON.stringify(content));
