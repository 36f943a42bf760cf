import styles from './Icon.module.css';

/** Our own drawings on a 16 × 16 grid, one line each. */
const paths = {
  keys: 'M6.2 9.8a3.4 3.4 0 1 1 1.9-1.9L14 13.7V15h-2.2v-1.6h-1.6v-1.6H8.6zM4.4 4.4h.01',
  calendar: 'M2.4 3.6h11.2v10H2.4zM2.4 6.8h11.2M5.4 2v3M10.6 2v3',
  rotate: 'M3 6.4A5.4 5.4 0 0 1 12.6 4.6L14 6M14 2.8V6h-3.2M13 9.6a5.4 5.4 0 0 1-9.6 1.8L2 10M2 13.2V10h3.2',
  health: 'M1.6 8.4h3l1.8-4.6 3 8.4 1.8-3.8h3.2',
  activity: 'M2 4h12M2 8h12M2 12h7.5',
  settings:
    'M2 4.5h6.2M11.8 4.5H14M2 11.5h2.2M7.8 11.5H14M10 6.3a1.8 1.8 0 1 0 0-3.6 1.8 1.8 0 0 0 0 3.6zM6 13.3a1.8 1.8 0 1 0 0-3.6 1.8 1.8 0 0 0 0 3.6z',
  lock: 'M3.2 7.2h9.6v6.6H3.2zM5.2 7V5a2.8 2.8 0 0 1 5.6 0v2',
  unlocked: 'M3.2 7.2h9.6v6.6H3.2zM5.2 7V5a2.8 2.8 0 0 1 5.4-1',
  search: 'M7 12A5 5 0 1 0 7 2a5 5 0 0 0 0 10zM10.6 10.6 14 14',
  plus: 'M8 2.8v10.4M2.8 8h10.4',
  check: 'm2.8 8.4 3.4 3.4 7-7.6',
  close: 'm3.6 3.6 8.8 8.8M12.4 3.6l-8.8 8.8',
  back: 'M9.8 3.2 5 8l4.8 4.8',
  next: 'M6.2 3.2 11 8l-4.8 4.8',
  copy: 'M5.4 5.4h8.2v8.2H5.4zM10.6 5.4v-3H2.4v8.2h3',
  eye: 'M1.4 8S3.8 3.6 8 3.6 14.6 8 14.6 8 12.2 12.4 8 12.4 1.4 8 1.4 8zM8 9.9a1.9 1.9 0 1 0 0-3.8 1.9 1.9 0 0 0 0 3.8z',
  eyeOff:
    'm2.2 2.2 11.6 11.6M6.3 3.9A6 6 0 0 1 8 3.6c4.2 0 6.6 4.4 6.6 4.4a11 11 0 0 1-2 2.5M3.9 5A11 11 0 0 0 1.4 8S3.8 12.4 8 12.4c1 0 2-.3 2.8-.7',
  open: 'M9.4 2.6h4v4M13.2 2.8 7.6 8.4M11.6 9.4v4H2.6V4.4h4',
  paste: 'M5.6 3H3.2v11h9.6V3h-2.4M5.6 1.8h4.8v2.6H5.6z',
  danger: 'M8 1.9 14.8 14H1.2zM8 6.4v3.4M8 11.8h.01',
  notice: 'M8 14.2A6.2 6.2 0 1 0 8 1.8a6.2 6.2 0 0 0 0 12.4zM8 4.8v4M8 11h.01',
  info: 'M8 14.2A6.2 6.2 0 1 0 8 1.8a6.2 6.2 0 0 0 0 12.4zM8 7.4v3.8M8 5h.01',
  unknown: 'M5.6 6a2.4 2.4 0 1 1 3.5 2.1C8.4 8.5 8 9 8 9.8M8 12.4h.01',
  test: 'M4.4 2.6v10.8L13 8z',
  again: 'M13.4 8a5.4 5.4 0 1 1-1.6-3.8L13.4 5.8M13.4 2.4v3.4H10',
  up: 'm4.4 9.6 3.6-3.6 3.6 3.6',
  down: 'm4.4 6.4 3.6 3.6 3.6-3.6',
  practice: 'M6 2h4M6.6 2v4.2L2.9 12.6c-.5.8.1 1.6 1 1.6h8.2c.9 0 1.5-.8 1-1.6L9.4 6.2V2M4.7 10.2h6.6',
  keychain: 'M5 9.2a2.9 2.9 0 1 0 0-5.8 2.9 2.9 0 0 0 0 5.8zM7.4 7.9l5.8 4.8M10.2 10.2l-1 1.3M11.9 11.6l-.9 1.2',
  passphrase: 'M1.6 4.6h12.8v6.8H1.6zM4.4 8h.01M7 8h.01M9.6 8h2',
  both: 'M8 1.8 13.4 4v3.8c0 3-2.2 5.2-5.4 6.4-3.2-1.2-5.4-3.4-5.4-6.4V4zM5.6 8l1.8 1.8 3.2-3.6',
  life: 'M8 14.2A6.2 6.2 0 1 0 8 1.8a6.2 6.2 0 0 0 0 12.4zM8 4.6V8l2.4 1.6',
  edit: 'M2.4 13.6 3 10.8 10.9 2.9l2.2 2.2L5.2 13zM9.4 4.4l2.2 2.2',
  none: 'M4.5 8h7',
  save: 'M8 2v8M4.8 7 8 10.2 11.2 7M2.4 13.6h11.2',
  terminal: 'M2 3h12v10H2zM4.4 6l2.2 2-2.2 2M8.4 10h3',
  stop: 'M5.2 1.8h5.6l3.4 3.4v5.6l-3.4 3.4H5.2l-3.4-3.4V5.2zM5.8 8h4.4',
} as const;

export type IconName = keyof typeof paths;

/** Decoration only: what it means stands beside it in words, or in the label of its button. */
export function Icon({ name, size = 16 }: { name: IconName; size?: number }) {
  return (
    <svg
      className={styles.icon}
      viewBox="0 0 16 16"
      width={`${size / 16}rem`}
      height={`${size / 16}rem`}
      aria-hidden="true"
      focusable="false"
    >
      <path d={paths[name]} />
    </svg>
  );
}

/** The house's sign: a keyhole in a harbour's arc. */
export function Brand({ size = 24 }: { size?: number }) {
  return (
    <svg
      className={styles.brand}
      viewBox="0 0 24 24"
      width={`${size / 16}rem`}
      height={`${size / 16}rem`}
      aria-hidden="true"
      focusable="false"
    >
      <path className={styles.ground} d="M12 1.5 21 5v7.2c0 5-3.6 8.6-9 10.3-5.4-1.7-9-5.3-9-10.3V5z" />
      <path className={styles.hole} d="M12 6.4a3.3 3.3 0 0 0-1.55 6.2L9.6 17.4h4.8l-.85-4.8A3.3 3.3 0 0 0 12 6.4z" />
    </svg>
  );
}
