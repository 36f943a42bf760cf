import type { PracticeFault, PracticeStatus } from '../contract/exchanges';
import type { FieldName, Purpose } from '../contract/words';

export interface PracticeKey {
  /** `practice:binance` or `practice:okx`. */
  readonly exchange: string;
  readonly label: string;
  readonly purpose: Purpose;
  readonly fields: Readonly<Partial<Record<FieldName, string>>>;
}

/** Finds, starts, checks and steers the practice exchange of this data folder. Errors: practice.* */
export interface PracticeHome {
  status(): Promise<PracticeStatus>;
  /** Starts the server where none runs; it ends with this process. */
  start(): Promise<PracticeStatus>;
  stop(): Promise<PracticeStatus>;
  setFault(fault: PracticeFault): Promise<PracticeStatus>;
  /** The four keys of the product's one button; the same ones when asked again. Starts the server where none runs. */
  keys(): Promise<PracticeKey[]>;
  /** The server's address after it proved itself by its secret. @throws practice.notStarted, practice.notOurs */
  provenAddress(): Promise<string>;
  /** Ends the server if this process started it; one that another Keyhaven started goes on. */
  close(): Promise<void>;
}
