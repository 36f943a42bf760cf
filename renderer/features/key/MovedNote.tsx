import type { CredentialDetail } from '../../../core/contract/credentials';
import { useTestRun } from '../../lib/testRun';
import { texts } from '../../texts';
import { Notice } from '../../ui/Notice';

const t = texts.key.diagnosis;

/** Said once, after a key was tried at a sibling of its exchange and is kept there now. */
export function MovedNote({ detail }: { detail: CredentialDetail }) {
  const { state, trying } = useTestRun();
  const moved = state === 'done' && trying?.id === detail.id && trying.exchange === detail.exchange;
  return moved ? <Notice title={t.moved(detail.exchangeName)} alert /> : null;
}
