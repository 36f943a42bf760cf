import { z } from 'zod';

/** Of the person's own clock, such as 22:00. */
const TimeOfDay = z.string().regex(/^([01][0-9]|2[0-3]):[0-5][0-9]$/);

const mostQuietMinutes = 12 * 60;
const minutesADay = 24 * 60;
const minutesOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));

/** Hours in which nothing is told. At most twelve, so that the last day's reminder always finds a waking hour. */
export const QuietHours = z
  .strictObject({ from: TimeOfDay, to: TimeOfDay })
  .refine(({ from, to }) => (minutesOf(to) - minutesOf(from) + minutesADay) % minutesADay <= mostQuietMinutes);
export type QuietHours = z.infer<typeof QuietHours>;
