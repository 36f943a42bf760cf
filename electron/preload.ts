import { contextBridge, ipcRenderer } from 'electron';
import { buildBridge } from './bridge';
import { callChannel, eventChannel } from './ipc/channels';

/** `operationsFor('window')`, filled in when the preload is built: names alone, so that it need not carry the schemas. */
declare const windowOperations: readonly string[];

contextBridge.exposeInMainWorld(
  'keyhaven',
  buildBridge(windowOperations, {
    call: (operation, input) => ipcRenderer.invoke(callChannel(operation), input),
    subscribe: (event, listener) => {
      // Electron's event object would hand the page a way to reply on any channel; it stops here.
      const heard = (_event: unknown, sent: unknown) => listener(sent);
      ipcRenderer.on(eventChannel(event), heard);
      return () => ipcRenderer.removeListener(eventChannel(event), heard);
    },
  }),
);
