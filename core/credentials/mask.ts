const dots = '••••';
const longEnough = 12;

/** The last four characters, or nothing of a value so short that four would tell much of it, or of a PEM, whose end says nothing. */
export function endingOf(value: string): string {
  return value.length > longEnough && !value.includes('\n') ? value.slice(-4) : '';
}

/** A field as it may be shown. */
export function masked(value: string): string {
  return dots + endingOf(value);
}
