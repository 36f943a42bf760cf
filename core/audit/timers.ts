/** Work that is done later; tests hand in timers that they move themselves. */
export interface Timers {
  /** The answer takes it back. It keeps no process alive. */
  after(ms: number, work: () => void): () => void;
}

export const systemTimers: Timers = {
  after: (ms, work) => {
    const timer = setTimeout(work, ms).unref();
    return () => clearTimeout(timer);
  },
};
