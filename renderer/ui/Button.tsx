import type { Ref } from 'react';
import { Button as AriaButton, ProgressBar, Tooltip, TooltipTrigger, type ButtonProps } from 'react-aria-components';
import styles from './Button.module.css';
import { Icon, type IconName } from './Icon';

interface Props extends Omit<ButtonProps, 'children' | 'className' | 'style'> {
  children: string;
  ref?: Ref<HTMLButtonElement>;
  /** One primary button on a screen; danger is the hardest to press. */
  kind?: 'primary' | 'plain' | 'quiet' | 'danger';
  small?: boolean;
  icon?: IconName;
}

export function Button({ kind = 'plain', small = false, icon, children, ...rest }: Props) {
  return (
    <AriaButton {...whilePending(rest)} className={[styles.button, styles[kind], small ? styles.small : ''].join(' ')}>
      {rest.isPending === true ? <Spinner /> : icon !== undefined && <Icon name={icon} />}
      <span>{children}</span>
    </AriaButton>
  );
}

/** A button that shows only its icon; the words are its name and its tooltip. */
export function IconButton({ icon, children, kind = 'quiet', ...rest }: Props & { icon: IconName }) {
  return (
    <TooltipTrigger delay={500}>
      <AriaButton
        {...whilePending(rest)}
        aria-label={children}
        className={[styles.button, styles[kind], styles.square].join(' ')}
      >
        {rest.isPending === true ? <Spinner /> : <Icon name={icon} />}
      </AriaButton>
      <Tooltip className={styles.tooltip ?? ''} offset={6}>
        {children}
      </Tooltip>
    </TooltipTrigger>
  );
}

/**
 * A button at work keeps the focus and does nothing more. React Aria's own way announces an element that is gone by the
 * time a screen reader asks for it.
 */
function whilePending({
  isPending = false,
  ...rest
}: Omit<Props, 'children' | 'kind' | 'small' | 'icon'>): ButtonProps {
  return isPending ? { ...rest, 'aria-disabled': true, onPress: () => undefined } : rest;
}

const Spinner = () => <span className={styles.busy} aria-hidden="true" />;

/** Something is under way and nobody can say how long. */
export function Busy({ label = 'Working' }: { label?: string }) {
  return <ProgressBar aria-label={label} isIndeterminate className={styles.busy ?? ''} />;
}
