/** The process that started this one, whichever kind of child we are. */
export interface Parent {
  readonly send: (message: unknown) => void;
  readonly onMessage: (listener: (message: unknown) => void) => void;
}

/** What an Electron utility process has in the place of Node's channel. */
interface ParentPort {
  postMessage(message: unknown): void;
  on(event: 'message', listener: (event: { data: unknown }) => void): void;
}

/** Null where nobody listens: started by hand. Ends this process when the parent is gone. */
export function findParent(): Parent | null {
  // Electron's types promise the port in every process; Node has none.
  const { parentPort } = process as { parentPort?: ParentPort };
  if (parentPort !== undefined) {
    return {
      send: (message) => {
        parentPort.postMessage(message);
      },
      onMessage: (listener) => {
        parentPort.on('message', ({ data }) => {
          listener(data);
        });
      },
    };
  }
  if (process.send === undefined) return null;
  process.once('disconnect', () => process.exit(0));
  return {
    // The parent may have gone in this very moment; then there is nobody to tell.
    send: (message) => process.send?.(message, undefined, undefined, () => undefined),
    onMessage: (listener) => {
      process.on('message', listener);
    },
  };
}
