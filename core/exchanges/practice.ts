import type { PracticeFault, PracticeStatus } from '../contract/exchanges';
import type { FieldName, Purpose } from '../contract/words';

export interface PracticeKey {
  /** Such as `practice:binance`. */
  readonly exchange: string;
  readonly label: string;
  readonly purpose: Purpose;
  readonly fields: Readonly<Partial<Record<FieldName, string>>>;
}

export interface PracticeWish {
  readonly style: string;
  readonly label: string;
  /** None named: what the exchange gives of its own accord. */
  readonly rights: readonly string[] | undefined;
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
  /**
   * Makes one more key, as a person does at the exchange's site. `style` is ccxt's id, `rights` are in that exchange's words. Starts the
   * server where none runs. @throws practice.noSuchRight where the exchange does not make such a key
   */
  makeKey(wanted: PracticeWish): Promise<PracticeKey>;
  /**
   * Makes a key with the rights of another one of its exchange, as a person does who replaces it. `apiKey` names that one.
   * @throws practice.noSuchKey where it is gone there, practice.refused
   */
  makeKeyLike(apiKey: string): Promise<PracticeKey>;
  /** Deletes a key, as a person does at the exchange's site; of one that is gone already nothing is said. @throws practice.refused */
  deleteKey(apiKey: string): Promise<void>;
  /** The server's address after it proved itself by its secret. @throws practice.notStarted, practice.notOurs */
  provenAddress(): Promise<string>;
  /** Ends the server if this process started it; one that another Keyhaven started goes on. */
  close(): Promise<void>;
}
