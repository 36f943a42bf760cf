/** What the router needs to know of a frame; `WebFrameMain` is one. */
export interface Frame {
  readonly origin: string;
  readonly parent: unknown;
  /** Missing on runtimes before 35. */
  readonly detached?: boolean;
}

export interface Sender {
  /** null when the frame has navigated or gone since it sent the message. */
  readonly frame: Frame | null;
  readonly contentsId: number;
}

export interface Own {
  readonly origin: string;
  /** Those of our windows that are open. */
  readonly contentsIds: ReadonlySet<number>;
}

/** Whether a message comes from the page itself in one of our windows. Whatever else runs there (a frame, another page) is not heard. */
export function isOurWindow({ frame, contentsId }: Sender, own: Own): boolean {
  if (frame === null || frame.detached === true) return false;
  return own.contentsIds.has(contentsId) && frame.parent === null && frame.origin === own.origin;
}
