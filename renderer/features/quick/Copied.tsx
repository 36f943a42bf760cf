import { useEffect } from 'react';
import { texts } from '../../texts';
import { Message } from './Message';

const t = texts.quick;

export interface WasCopied {
  readonly label: string;
  readonly seconds: number;
}

/** Long enough to be read, short enough not to be in the way. */
const shownMs = 1200;

export function Copied({ label, seconds }: WasCopied) {
  useEffect(() => {
    const timer = setTimeout(() => window.close(), shownMs);
    return () => clearTimeout(timer);
  }, []);
  return (
    <Message icon="check" title={t.copied(label)}>
      {t.copiedText(seconds)}
    </Message>
  );
}
