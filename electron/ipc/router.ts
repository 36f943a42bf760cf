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
 * The window's door: one channel per operation, heard from the pages of our own windows alone. Every answer is a value;
 * what is refused here never reaches the door. Each window is a caller of its own.
 * @returns what opens the door to one more window, until that ends
 */
export function createRouter({ door, onLocked }: WindowDoor): (contents: WebContents) => void {
  const served = new Set<number>();
  const own = { origin, contentsIds: served };

  for (const operation of operationsFor('window')) {
    ipcMain.handle(callChannel(operation), async (event, ...given: unknown[]): Promise<Answer<unknown>> => {
      if (!isOurWindow(senderOf(event), own)) return refuse('door.stranger');
      if (given.length !== 1 || !isPlainData(given)) return refuse('door.notPlain');
      return door.call(operation, given[0], { id: callerOf(event.sender) });
    });
  }

  return (contents) => {
    // Taken down now: a window that is gone does not say its number any more.
    const { id } = contents;
    const callerId = callerOf(contents);
    served.add(id);
    const send = (event: WindowEvent, payload?: unknown) => {
      if (!contents.isDestroyed()) contents.send(eventChannel(event), payload);
    };
    const stops = [
      door.onJob((job, event) => {
        if (job === callerId) send('job', event);
      }),
      onLocked(() => send('locked')),
    ];
    contents.once('destroyed', () => {
      served.delete(id);
      for (const stop of stops) stop();
      door.callerGone(callerId);
    });
  };
}

const callerOf = ({ id }: WebContents) => `window:${id}`;

const senderOf = (event: IpcMainInvokeEvent) => ({ frame: event.senderFrame, contentsId: event.sender.id });

const refuse = (code: 'door.stranger' | 'door.notPlain'): Answer<never> => ({ ok: false, error: fail(code).failure });
