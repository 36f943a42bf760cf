import { exact, relative, type Instant } from '../lib/time';
import { useNow } from '../lib/useNow';

/** Relative, and exact on hover. */
export function Time({ at }: { at: Instant }) {
  return (
    <time dateTime={at} title={exact(at)}>
      {relative(at, useNow())}
    </time>
  );
}
