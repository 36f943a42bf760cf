/** Runs `remove` at the end of this process, also when it is told to end before its time. */
export function removeAtEnd(remove: () => void): void {
  process.once('exit', remove);
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.once(signal, () => process.exit(143));
}
