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

/** Whether a message comes from the page itself in our one window. Whatever else runs there (a frame, another page) is not heard. */
export function isOurWindow(sender: Sender, own: { readonly origin: string; readonly contentsId: number }): boolean {
  const { frame, contentsId } = sender;
  if (frame === null || frame.detached === true) return false;
  return contentsId === own.contentsId && frame.parent === null && frame.origin === own.origin;
}
