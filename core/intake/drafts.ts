import { fail } from '../base/failure';
import { minuteMs } from '../base/instants';
import type { Clock, Randomness } from '../base/ports';
import type { IntakePreview } from '../contract/credentials';
import type { FieldName } from '../contract/words';
import { masked } from '../credentials/mask';
import type { CredentialFields } from '../credentials/record';
import type { Understood } from './understand';

const lifeMs = 10 * minuteMs;
const mostDrafts = 5;

/** What was pasted and is not saved yet, kept in memory so that it need not go through the window. */
export function createDrafts({ clock, randomness }: { clock: Clock; randomness: Randomness }) {
  const held = new Map<string, { fields: CredentialFields; exchange: string | null; until: number }>();

  function dropOld(): void {
    for (const [id, { until }] of held) if (clock.monotonicMs() >= until) held.delete(id);
  }

  return {
    /** Keeps the fields for ten minutes and answers what may be shown of them. The oldest of more than five goes. */
    hold({ fields, ...shown }: Understood): IntakePreview {
      dropOld();
      const draft = randomness.id();
      held.set(draft, { fields, exchange: shown.exchange, until: clock.monotonicMs() + lifeMs });
      // Nobody may come back to ask; the secret goes all the same.
      setTimeout(dropOld, lifeMs).unref();
      const [oldest] = held.keys();
      if (held.size > mostDrafts && oldest !== undefined) held.delete(oldest);
      return {
        draft,
        ...shown,
        fields: (Object.entries(fields) as [FieldName, string][]).map(([name, value]) => ({
          name,
          masked: masked(name, value),
        })),
      };
    },

    /** The fields of a draft. It stays until it is dropped, so that a refused label does not cost the person the paste. @throws intake.draftGone */
    fieldsOf(draft: string): CredentialFields {
      dropOld();
      const found = held.get(draft);
      if (found === undefined) throw fail('intake.draftGone');
      return found.fields;
    },

    /** The exchange that a draft names by ccxt’s id; null where it names none. @throws intake.draftGone */
    exchangeOf(draft: string): string | null {
      dropOld();
      const found = held.get(draft);
      if (found === undefined) throw fail('intake.draftGone');
      return found.exchange;
    },

    /** Called when the draft was saved. */
    drop(draft: string): void {
      held.delete(draft);
    },

    /** Called whenever the vault is locked. */
    wipe(): void {
      held.clear();
    },
  };
}
