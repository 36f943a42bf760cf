/** How many days before a date a person first hears of it, and again; the day itself comes besides. */
const first = { mostDays: 14, ofLife: 1 / 4 } as const;
const again = { mostDays: 3, ofLife: 1 / 10 } as const;

/**
 * The leads of a date in days, whole or broken, the longest first. A key that lives ten days is not told of on its first.
 * @param lifeDays from when it is counted to the date; null where that is not known
 */
export function leadDays(lifeDays: number | null): number[] {
  return [first, again].map(({ mostDays, ofLife }) =>
    lifeDays === null ? mostDays : Math.max(0, Math.min(mostDays, lifeDays * ofLife)),
  );
}
