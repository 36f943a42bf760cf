import type { z } from 'zod';
import type { Failure } from '../base/failure';
import { appOperations } from './app';
import { approvalOperations } from './approvals';
import { auditOperations } from './audit';
import { credentialOperations, intakeOperations } from './credentials';
import { exchangeOperations, practiceOperations } from './exchanges';
import { healthOperations } from './health';
import { lockOperations } from './lock';
import type { Audience, Operation } from './operation';
import { rotationStepOperations } from './rotation-steps';
import { rotationOperations } from './rotation';
import { policyOperations, tokenOperations } from './tokens';
import { authorizationOperations, vaultOperations } from './vault';

/**
 * Everything a front end may ask for. To add an operation: one row in its room's table, one method in core/handlers, one test.
 *
 * What must never be added, whoever asks: a generic invoke; "decrypt this"; "sign this"; "check this passphrase" without
 * the throttle; a path or an address chosen by the window; a call that yields more than one secret. The window is the part
 * most exposed to other people's code, so no secret goes there but: what a person types or pastes while adding a key, the
 * passphrase being typed, the recovery code once, one revealed field, a phantom once (good at this computer's own port alone). Copying happens in the main process.
 */
export const contract = {
  ...vaultOperations,
  ...authorizationOperations,
  ...approvalOperations,
  ...credentialOperations,
  ...intakeOperations,
  ...healthOperations,
  ...rotationOperations,
  ...exchangeOperations,
  ...practiceOperations,
  ...policyOperations,
  ...tokenOperations,
  ...rotationStepOperations,
  ...auditOperations,
  ...lockOperations,
  ...appOperations,
} as const;

export type OperationName = keyof typeof contract;
export type Input<O extends OperationName> = z.input<(typeof contract)[O]['input']>;
export type Output<O extends OperationName> = z.output<(typeof contract)[O]['output']>;

/** What answers with an id and then reports: jobs and feeds. */
export type JobName = {
  [O in OperationName]: (typeof contract)[O] extends { kind: 'job' | 'feed' } ? O : never;
}[OperationName];
export type CallName = Exclude<OperationName, JobName>;
export type JobItem<O extends JobName> = z.output<(typeof contract)[O]['item']>;

/** What a door answers; nothing is thrown across it. */
export type Answer<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: Failure };

/** How a job or a feed goes on, sent to the door that started it. */
export type JobEvent<O extends JobName = JobName> = O extends JobName
  ? { readonly jobId: string; readonly operation: O } & (
      | { readonly state: 'item'; readonly item: JobItem<O> }
      | { readonly state: 'done'; readonly value: Output<O> }
      | { readonly state: 'failed' | 'cancelled'; readonly error: Failure }
    )
  : never;

export function isOperation(name: string): name is OperationName {
  return Object.hasOwn(contract, name);
}

/** The operations that a door serves: those that name its audience. */
export function operationsFor(audience: Audience): OperationName[] {
  return (Object.keys(contract) as OperationName[]).filter((name) => {
    const operation: Operation = contract[name];
    return operation.audience[audience] !== undefined;
  });
}

export function isJob(name: OperationName): name is JobName {
  return contract[name].kind === 'job' || contract[name].kind === 'feed';
}
