/** What the installed window was like. */
export interface WindowReport {
  readonly address: string;
  readonly labels: string[];
  /** Arguments that switch a sandbox off. */
  readonly withoutSandbox: string[];
  /** Whether a process of it runs under a filter of system calls. */
  readonly filtered: boolean;
}
