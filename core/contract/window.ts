import type { Answer, CallName, contract, Input, JobEvent, JobName, OperationName, Output } from './contract';

/**
 * What the preload puts on `window.keyhaven`: one named function per operation meant for the window, nothing generic.
 * `credential.list` is `keyhaven.credential.list(input)`; a job answers with its id and reports through `onJob`.
 */
type ForWindow = {
  [N in OperationName]: (typeof contract)[N]['audience'] extends { readonly window: unknown } ? N : never;
}[OperationName];
type Room<N extends string> = N extends `${infer R}.${string}` ? R : never;
type Calls<R extends string> = {
  [N in CallName & ForWindow as N extends `${R}.${infer M}` ? M : never]: (
    input: Input<N>,
  ) => Promise<Answer<Output<N>>>;
};
type Jobs<R extends string> = {
  [N in JobName & ForWindow as N extends `${R}.${infer M}` ? M : never]: (
    input: Input<N>,
  ) => Promise<Answer<{ jobId: string }>>;
};

export type WindowKeyhaven = { readonly [R in Room<ForWindow>]: Calls<R> & Jobs<R> } & {
  /** Subscribes to the progress of jobs that this window started; the answer unsubscribes. */
  readonly onJob: (listener: (event: JobEvent) => void) => () => void;
  /** Called when the vault was locked from outside the window (another door, idle); the answer unsubscribes. */
  readonly onLocked: (listener: () => void) => () => void;
};
