import { useQuery } from '@tanstack/react-query';
import { useCallback, useEffect, useRef } from 'react';
import type { Approval } from '../../../core/contract/approvals';
import { announce } from '../../lib/announce';
import { queries, queryClient } from '../../lib/queries';
import { texts } from '../../texts';
import { say } from '../../ui/Toasts';
import { ApprovalDialog } from './ApprovalDialog';

const t = texts.approval;
const nameOf = ({ program }: Approval) => program?.name ?? t.nameless;

/** Over whatever is on the screen while the vault is open: one program after the other. */
export function Approvals() {
  const { data: waiting } = useQuery(queries.approvals);
  const first = waiting?.[0];
  const shown = useRef<Approval | undefined>(undefined);

  // The one on the screen is no longer among those that wait, and nobody answered it here.
  useEffect(() => {
    const before = shown.current;
    shown.current = first;
    if (first !== undefined && first.id !== before?.id) announce(`${nameOf(first)} ${t.asks[first.kind](first.about)}`);
    // A lock forgets the list; then nobody is told anything of it.
    if (waiting === undefined || before === undefined || before.id === first?.id) return;
    say(t.gone(nameOf(before)), t.goneText);
  }, [first, waiting]);

  const answered = useCallback(
    (allowed: boolean) => {
      if (first === undefined) return;
      shown.current = undefined;
      queryClient.setQueryData(queries.approvals.queryKey, (list: Approval[] = []) =>
        list.filter(({ id }) => id !== first.id),
      );
      if (allowed) say(t.allowed(nameOf(first)));
      else say(t.refused(nameOf(first)), t.refusedText);
    },
    [first],
  );

  if (waiting === undefined || first === undefined) return null;
  return <ApprovalDialog key={first.id} approval={first} onAnswered={answered} />;
}
