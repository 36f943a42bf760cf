import type { Inspector } from '../inspectors/inspector';

/** One per family of exchanges that have no words for the rights of a key. */
export const probes: readonly Inspector[] = [];
