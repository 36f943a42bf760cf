import type { Failure } from '../../lib/bridge';
import { FailureNotice, Notice } from '../../ui/Notice';

/** Whether the person stopped waiting; the keychain goes on being silent as far as anybody knows. */
export const gaveUp = (failure: Failure | null): boolean => failure?.code === 'keychain.cancelled';

/** Why the vault did not open. What a person did on purpose is said, but is no error. */
export function NotOpened({ failure }: { failure: Failure | null }) {
  if (failure === null) return null;
  if (!gaveUp(failure)) return <FailureNotice failure={failure} />;
  return (
    <Notice title={failure.message} alert>
      {failure.hint}
    </Notice>
  );
}
