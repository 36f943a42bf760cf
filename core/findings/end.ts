import type { Instant } from '../base/instants';

/** The day, in UTC. */
export const dayOf = (at: Instant): string => at.slice(0, 10);
