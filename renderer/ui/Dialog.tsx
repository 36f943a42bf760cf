import type { ReactNode } from 'react';
import { Dialog as AriaDialog, Heading, Modal, ModalOverlay } from 'react-aria-components';
import styles from './Dialog.module.css';

interface Props {
  title: string;
  onClose: () => void;
  children: ReactNode;
  /** A dialog that asks something dangerous is not closed by a stray click. */
  careful?: boolean;
  /** For a form with cards side by side. */
  wide?: boolean;
}

export function Dialog({ title, onClose, children, careful = false, wide = false }: Props) {
  return (
    <ModalOverlay
      isOpen
      isDismissable={!careful}
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
      className={styles.veil ?? ''}
    >
      <Modal className={[styles.modal, wide ? styles.wide : ''].join(' ')}>
        <AriaDialog className={styles.dialog ?? ''} role={careful ? 'alertdialog' : 'dialog'}>
          <Heading slot="title" level={2} className={styles.title ?? ''}>
            {title}
          </Heading>
          {children}
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}

export function DialogButtons({ children }: { children: ReactNode }) {
  return <div className={styles.buttons}>{children}</div>;
}

/** A field to find by and what fits, high up so that the list grows downwards. It is closed by Escape or a click beside it. */
export function FinderDialog({ title, onClose, children }: Pick<Props, 'title' | 'onClose' | 'children'>) {
  return (
    <ModalOverlay
      isOpen
      isDismissable
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
      className={[styles.veil, styles.high].join(' ')}
    >
      <Modal className={[styles.modal, styles.finder].join(' ')}>
        <AriaDialog className={styles.bare ?? ''} aria-label={title}>
          {children}
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}
