export interface NoticeText {
  readonly title: string;
  readonly body: string;
  readonly urgency: 'low' | 'normal' | 'critical';
  /** Buttons, where the desktop has them. A click on the notification itself is the action `default`. */
  readonly actions: readonly { readonly id: string; readonly title: string }[];
}

export interface Notice extends NoticeText {
  /** One that is shown already under the same id is replaced. */
  readonly id: string;
  readonly onAction: (action: string) => void;
  /** Nobody will be there to hear of a button. */
  readonly withoutButtons?: true;
  /** It went away by itself or was dismissed; not after `close`. */
  readonly onClose?: () => void;
}

export interface ShownNotice {
  close(): void;
  /** False where this desktop shows no notifications; the person must then be told in another way. */
  readonly shown: Promise<boolean>;
}

export interface Notifications {
  notify(notice: Notice): ShownNotice;
}
