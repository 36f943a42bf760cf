import { useSyncExternalStore } from 'react';
import type { FieldName } from '../../core/contract/words';
import { announce } from './announce';
import { keyhaven, valueOf } from './bridge';
import { mainFirst } from './mainField';
import { secondMs } from './time';

/** What of ours is on the clipboard now, and for how long still. The text itself never comes here. */
export interface Copied {
  readonly id: string;
  readonly field: FieldName;
  readonly secondsLeft: number;
}

let copied: Copied | null = null;
let ticking: ReturnType<typeof setInterval> | undefined;
const listeners = new Set<() => void>();

function show(next: Copied | null): void {
  copied = next;
  for (const listener of listeners) listener();
}

/** Copies one field in the main process and counts down until it is cleared there. @returns in how many seconds @throws Refused */
export async function copyField(id: string, field: FieldName, label: string): Promise<number> {
  const { clearsAfterMs } = await valueOf(keyhaven.credential.copy({ id, field }));
  const endsAt = Date.now() + clearsAfterMs;
  const tick = () => {
    const secondsLeft = Math.ceil((endsAt - Date.now()) / secondMs);
    if (secondsLeft > 0) {
      show({ id, field, secondsLeft });
      return;
    }
    forgetCopy();
    announce('The clipboard was cleared.');
  };
  clearInterval(ticking);
  ticking = setInterval(tick, secondMs);
  tick();
  const seconds = Math.round(clearsAfterMs / secondMs);
  announce(`${label} copied. It is cleared from the clipboard in ${seconds} seconds.`);
  return seconds;
}

/** Copies what is meant by "the secret" of a key. @throws Refused */
export async function copyMain(id: string): Promise<{ label: string; seconds: number }> {
  const key = await valueOf(keyhaven.credential.get({ id }));
  const [field] = mainFirst(key.fields);
  const label = `${key.label}, ${field?.label ?? ''}`;
  return { label, seconds: field === undefined ? 0 : await copyField(id, field.name, label) };
}

export function forgetCopy(): void {
  clearInterval(ticking);
  ticking = undefined;
  show(null);
}

export function useCopied(): Copied | null {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => copied,
  );
}
