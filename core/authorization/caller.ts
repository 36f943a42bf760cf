import type { AskingProgram } from '../contract/approvals';
import type { Audience } from '../contract/operation';

/** Who asks: the door, and the window, connection or process behind it. Grants and jobs are bound to `id`. */
export interface Caller {
  readonly audience: Audience;
  readonly id: string;
  /** Of another process, which came over the socket: what the system tells of it, null where it tells nothing. */
  readonly program?: AskingProgram | null;
}

export const isOtherProcess = ({ program }: Caller): boolean => program !== undefined;
