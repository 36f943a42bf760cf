import { builtTerminal } from '../../support/world';

/** Once before the lane: two files that find it stale at the same time would both build it. */
export default async function build(): Promise<void> {
  await builtTerminal();
}
