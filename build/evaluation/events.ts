import electron from 'electron';

const levels = ['debug', 'info', 'warning', 'error'];

/** Per event, what 22 passes as arguments after the event object. */
const details: Record<string, (args: unknown[]) => object> = {
  'will-navigate': navigation,
  'will-redirect': navigation,
  'console-message': ([level, message, lineNumber, sourceId]) => ({
    level: levels[Number(level)],
    message,
    lineNumber,
    sourceId,
  }),
};

function navigation([url, isSameDocument = false, isMainFrame = true]: unknown[]): object {
  return { url, isSameDocument, isMainFrame };
}

/** Since 22 the arguments of some events became properties of the event object: those are filled in. */
export function modernizeEvents(): void {
  electron.app.on('web-contents-created', (_event, contents) => {
    const emit = contents.emit.bind(contents) as (...args: unknown[]) => boolean;
    const emitModern = (name: string, event: unknown, ...args: unknown[]): boolean => {
      const fill = details[name];
      if (fill && event instanceof Object) Object.assign(event, fill(args), { frame: contents.mainFrame });
      const heard = emit(name, event, ...args);
      // Emulated for the main frame only; 22 says nothing about subframes.
      if (name === 'will-navigate') emit('will-frame-navigate', event);
      return heard;
    };
    Object.defineProperty(contents, 'emit', { value: emitModern, configurable: true, writable: true });
  });
}
