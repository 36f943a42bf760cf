/** What goes wrong on a bus; none of it reaches a person, and none of it crosses a door. */
export type BusTrouble = 'malformed' | 'tooBig' | 'refused' | 'closed' | 'timeout' | 'answered';

export class BusError extends Error {
  override readonly name = 'BusError';
  readonly trouble: BusTrouble;
  /** The error's name where another program answered with one, such as `org.freedesktop.DBus.Error.ServiceUnknown`. */
  readonly answer: string | null;

  constructor(trouble: BusTrouble, what: string, answer: string | null = null) {
    super(`${trouble}: ${what}`);
    this.trouble = trouble;
    this.answer = answer;
  }
}

export const malformed = (what: string): BusError => new BusError('malformed', what);
