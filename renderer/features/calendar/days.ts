/** A calendar day is no moment: it is told as it stands, in whatever zone this machine is. */
const format = (options: Intl.DateTimeFormatOptions) =>
  new Intl.DateTimeFormat('en-GB', { ...options, timeZone: 'UTC' });
const short = format({ day: 'numeric', month: 'short' });
const long = format({ weekday: 'short', day: 'numeric', month: 'short' });
const month = format({ month: 'long', year: 'numeric' });

export const shortDay = (day: string): string => short.format(Date.parse(day));
export const longDay = (day: string): string => long.format(Date.parse(day));
export const monthOf = (day: string): string => month.format(Date.parse(day));
