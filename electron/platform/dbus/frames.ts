import { limitBytes, messageLength } from './message';

/**
 * Cuts the stream into whole messages. Anybody on the bus can send us one that is too long: its bytes are counted off
 * and not kept, and what comes after it is heard.
 * @param begun the bytes that are there already
 * @returns to be given each part as it comes; throws BusError malformed, tooBig where nobody can tell any more where a message begins
 */
export function createFrames(begun: Buffer): (part: Buffer) => Buffer[] {
  let waiting = begun;
  /** How many bytes are still to come of one that is not kept. */
  let toSkip = 0;

  return (part) => {
    let rest: Buffer = Buffer.concat([waiting, part]);
    const whole: Buffer[] = [];
    for (;;) {
      const skipped = Math.min(toSkip, rest.length);
      toSkip -= skipped;
      rest = rest.subarray(skipped);
      const length = messageLength(rest);
      if (length !== null && length > limitBytes) toSkip = length;
      else if (length === null || length > rest.length) break;
      else {
        whole.push(rest.subarray(0, length));
        rest = rest.subarray(length);
      }
    }
    waiting = Buffer.from(rest);
    return whole;
  };
}
