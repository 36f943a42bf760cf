import { ipcMain, type IpcMainInvokeEvent, type WebContents } from 'electron';
import { fail } from '../../core/base/failure';
import { operationsFor, type Answer } from '../../core/contract/contract';
import type { Door } from '../../core/door';
import { origin } from '../security/origin';
import { callChannel, eventChannel, type WindowEvent } from './channels';
import { isPlainData } from './plain';
import { isOurWindow } from './sender';

export interface WindowDoor {
  readonly door: Door;
  readonly onLocked: (listener: () => void) => () => void;
}

/**
 * The window's door: one channel per operation, heard from our window's own page alone. Every answer is a value; what
 * is refused here never reaches the door. Ends with the window.
 */
export function serveWindow(contents: WebContents, { door, onLocked }: WindowDoor): void {
  const callerId = `window:${contents.id}`;
  const operations = operationsFor('window');
  const own = { origin, contentsId: contents.id };

  for (const operation of operations) {
    ipcMain.handle(callChannel(operation), async (event, ...given: unknown[]): Promise<Answer<unknown>> => {
      if (!isOurWindow(senderOf(event), own)) return refuse('door.stranger');
      if (given.length !== 1 || !isPlainData(given)) return refuse('door.notPlain');
      return door.call(operation, given[0], { id: callerId });
    });
  }

  const send = (event: WindowEvent, payload?: unknown) => {
    if (!contents.isDestroyed()) contents.send(eventChannel(event), payload);
  };
  const stops = [
    door.onJob((id, event) => {
      if (id === callerId) send('job', event);
    }),
    onLocked(() => send('locked')),
  ];

  contents.once('destroyed', () => {
    for (const operation of operations) ipcMain.removeHandler(callChannel(operation));
    for (const stop of stops) stop();
    door.callerGone(callerId);
  });
}

const senderOf = (event: IpcMainInvokeEvent) => ({ frame: event.senderFrame, contentsId: event.sender.id });

const refuse = (code: 'door.stranger' | 'door.notPlain'): Answer<never> => ({ ok: false, error: fail(code).failure });
