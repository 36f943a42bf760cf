/** Attempts to open a vault that may wait for the keychain, each of which can be given up by who made it. */
export interface Attempts {
  /** Makes an attempt under a signal of its own. */
  run<T>(callerId: string, attempt: (signal: AbortSignal) => Promise<T>): Promise<T>;
  /** Gives up what this caller waits for; without a caller, what anybody waits for. */
  cancel(callerId?: string): void;
}

export function createAttempts(): Attempts {
  const running = new Map<AbortController, string>();
  return {
    async run(callerId, attempt) {
      const controller = new AbortController();
      running.set(controller, callerId);
      try {
        return await attempt(controller.signal);
      } finally {
        running.delete(controller);
      }
    },
    cancel(callerId) {
      for (const [controller, by] of running) if (callerId === undefined || by === callerId) controller.abort();
    },
  };
}
