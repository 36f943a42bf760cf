import { instantOf, minuteMs, secondMs } from '../../../core/base/instants';
import type { Approval } from '../../../core/contract/approvals';

/** A program that was started from a terminal and asks to copy a secret. */
export const approvalOf = (change: Partial<Approval> = {}): Approval => ({
  id: `a${'0'.repeat(25)}`,
  kind: 'copy',
  about: 'Grid bot',
  program: {
    pid: 48213,
    name: 'keyhaven',
    path: '/usr/bin/keyhaven',
    parents: [
      { pid: 48190, name: 'rebalance.sh', path: '/home/robin/bots/rebalance.sh' },
      { pid: 4102, name: 'bash', path: '/usr/bin/bash' },
      { pid: 4077, name: 'gnome-terminal-server', path: '/usr/libexec/gnome-terminal-server' },
    ],
  },
  asked: instantOf(Date.now()),
  until: instantOf(Date.now() + 2 * minuteMs - 12 * secondMs),
  ...change,
});
