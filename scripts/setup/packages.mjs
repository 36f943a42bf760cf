// @ts-check
/**
 * System packages by what needs them, on Debian and its children. To add one: a word in the row that needs it.
 * The window's row is from the NEEDED entries of the Electron binary and the names it opens at run time.
 */
export const packages = /** @type {const} */ ({
  keychain: ['libsecret-1-0', 'libsecret-1-dev', 'g++', 'make', 'python3'],
  window: [
    ...['libnss3', 'libnspr4', 'libgtk-3-0', 'libgbm1', 'libasound2', 'libdrm2', 'libcups2', 'libatk1.0-0'],
    ...['libatk-bridge2.0-0', 'libatspi2.0-0', 'libx11-6', 'libxcb1', 'libxcomposite1', 'libxdamage1', 'libxext6'],
    ...['libxfixes3', 'libxrandr2', 'libxkbcommon0', 'libpango-1.0-0', 'libcairo2', 'libglib2.0-0', 'libnotify4'],
  ],
  session: ['xvfb', 'dbus', 'gnome-keyring', 'xclip', 'xdotool'],
  fonts: ['fonts-inter', 'fonts-liberation', 'fonts-noto-core', 'fonts-noto-color-emoji'],
  browser: ['chromium'],
  packaging: ['dpkg'],
  comparison: ['keepassxc', 'libsecret-tools'],
  reader: ['python3', 'python3-cryptography', 'python3-argon2', 'python3-icalendar'],
  // ccxt for Python is installed into a folder of its own.
  clients: ['python3', 'python3-venv'],
  // The desktop that the tests put around the app: a tray, notifications, a login service.
  desktop: ['python3', 'python3-dbus', 'python3-gi'],
});

/** Programs that people also install past the package manager: a package counts as there when its command works. */
export const provedBy = /** @type {Readonly<Record<string, readonly [string, ...string[]]>>} */ ({
  'g++': ['g++', '--version'],
  make: ['make', '--version'],
  python3: ['python3', '--version'],
  'python3-venv': ['python3', '-c', 'import venv, ensurepip'],
  'python3-pip': ['python3', '-c', 'import pip'],
});

/** @typedef {keyof typeof packages} PackageRow */
/** @typedef {'start' | 'test' | 'tour' | 'bench' | 'package' | 'cli'} Job */

/** What each job needs. @type {Record<Job, PackageRow[]>} */
export const needs = {
  cli: ['keychain'],
  start: ['keychain', 'window', 'fonts'],
  package: ['keychain', 'window', 'packaging'],
  tour: ['keychain', 'window', 'fonts', 'session'],
  test: [
    'keychain',
    'window',
    'fonts',
    'session',
    'browser',
    'comparison',
    'reader',
    'clients',
    'packaging',
    'desktop',
  ],
  bench: ['keychain', 'window', 'fonts', 'session', 'browser', 'comparison'],
};

/** The packages a job needs, in the table's order. @param {Job} job @returns {string[]} */
export const packagesFor = (job) => needs[job].flatMap((row) => packages[row]);
