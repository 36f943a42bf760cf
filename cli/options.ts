import { InvalidArgumentError } from 'commander';

const mostDays = 3650;

/** A number of days, 1 to 3650. */
export function wholeDays(text: string): number {
  const days = /^\d{1,4}$/.test(text) ? Number(text) : NaN;
  if (!(days >= 1 && days <= mostDays))
    throw new InvalidArgumentError(`Say a number of days, 1 to ${String(mostDays)}`);
  return days;
}
