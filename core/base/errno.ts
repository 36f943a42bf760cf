/** The name of the system's error number, such as `ENOENT`; empty for an error that has none. */
export function errnoOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}
