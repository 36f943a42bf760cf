import type { OldCopies } from '../../core/contract/vault';
import type { Session } from '../session';

const ways = {
  keychain: 'this computer’s keychain of then',
  keychainAndPassphrase: 'the passphrase and the keychain of then',
  passphrase: 'the passphrase of then',
  recoveryCode: 'the recovery code of then',
} as const satisfies Record<OldCopies['opensWith'], string>;

/** Says what backups and other copies of the vault file still open with: nothing that is done here reaches those. */
export async function tellCopies(session: Session): Promise<void> {
  const { output } = session;
  const copies = await session.call('vault.copies', {});
  for (const { before, opensWith, opensTodayToo } of copies) {
    const reach = opensTodayToo ? '; whoever opens one can open today’s file too (`keyhaven leaked` ends that)' : '';
    output.note(
      `Copies of the vault file from before ${before.slice(0, 10)} still open with ${ways[opensWith]}${reach}.`,
    );
  }
}
