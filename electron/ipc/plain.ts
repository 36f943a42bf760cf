/** The longest input of the contract, a list of 20,000 ids, takes 1.2 MB as it is counted here. */
export const limitBytes = 2 * 1024 * 1024;
const limitDepth = 6;

/**
 * Whether a message is plain data of a bearable size. Structured cloning also carries maps, buffers, dates, errors and
 * cycles; none of them is in the contract, so none gets as far as the schemas.
 */
export function isPlainData(value: unknown): boolean {
  let left = limitBytes;
  const walk = (part: unknown, depth: number): boolean => {
    left -= costOf(part);
    if (left < 0 || depth > limitDepth) return false;
    if (part === null || part === undefined || typeof part === 'boolean' || typeof part === 'string') return true;
    if (typeof part === 'number') return Number.isFinite(part);
    if (Array.isArray(part)) return part.every((item) => walk(item, depth + 1));
    if (typeof part !== 'object' || Object.getPrototypeOf(part) !== Object.prototype) return false;
    return Object.entries(part).every(([name, item]) => walk(name, depth) && walk(item, depth + 1));
  };
  return walk(value, 0);
}

/** Two bytes a character, as it lies in memory, and something for the place it takes. */
const costOf = (part: unknown): number => 8 + (typeof part === 'string' ? part.length * 2 : 0);
