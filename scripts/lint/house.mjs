import { posix, relative, resolve, sep } from 'node:path';

/**
 * The house: which room may import which, and which packages. A file belongs to the room with the longest matching
 * folder; whatever a row does not name is refused. The same rules in prose: docs of the architecture in CONTRIBUTING.md.
 *
 * `rooms`: folders or files it may import from, its own always. `packages`: npm packages, beside Node's own modules
 * (`node: false` refuses those too).
 */
export const house = [
  { room: 'core/base', rooms: [], packages: [] },
  {
    room: 'core/contract',
    // The words of tokens stand with them, and are data alone.
    rooms: ['core/base', 'core/tokens/grant', 'core/tokens/policy/policy'],
    packages: ['zod'],
    node: false,
  },
  { room: 'core', rooms: ['core'], packages: ['zod'] },
  { room: 'core/vault', rooms: ['core/base', 'core/contract', 'core/keychain'], packages: ['zod', '@node-rs/argon2'] },
  { room: 'core/keychain', rooms: ['core/base', 'core/contract'], packages: ['keytar'] },
  { room: 'core/egress', rooms: ['core/base'], packages: ['socks'] },
  { room: 'core/audit', rooms: ['core/base', 'core/contract'], packages: ['zod'] },
  { room: 'core/exchanges/worker', rooms: ['core'], packages: ['zod', 'ccxt'] },
  { room: 'electron', rooms: ['core'], packages: ['electron', 'zod'] },
  // The desktop's bus is plain Node, and the terminal notifies over it too; neither may draw Electron in.
  { room: 'electron/platform/dbus', rooms: ['core/base'], packages: [] },
  {
    room: 'electron/platform/notifications/freedesktop.ts',
    rooms: ['electron/platform/dbus', 'electron/platform/notifications/port'],
    packages: [],
  },
  { room: 'electron/platform/notifications/port.ts', rooms: [], packages: [] },
  {
    room: 'cli',
    rooms: ['core', 'package.json', 'electron/platform/dbus', 'electron/platform/notifications/freedesktop'],
    packages: ['commander', 'zod'],
  },
  {
    room: 'renderer',
    rooms: ['core/contract'],
    packages: [
      'react',
      'react-dom',
      '@fontsource-variable/inter',
      'react-aria-components',
      '@tanstack/react-query',
      '@tanstack/react-virtual',
      'react-hook-form',
      'zod',
    ],
    node: false,
  },
  { room: 'practice', rooms: [], packages: ['zod'] },
  { room: 'build', rooms: [], packages: ['undici5', 'electron', 'vite'] },
];

/** Tests stand beside the code and may use the test tools and their neighbours; ccxt is an oracle for them, but never in practice. */
const testPackages = ['vitest', 'fast-check', 'ccxt'];

const rootOf = (context) => context.settings?.house?.root ?? context.cwd;

export function roomOf(file) {
  return house
    .filter(({ room }) => file === room || file.startsWith(`${room}/`))
    .sort((a, b) => b.room.length - a.room.length)[0];
}

const within = (file, room) => file === room || file.startsWith(`${room}/`);

/** Why `file` may not import `specifier`; undefined where it may. Both are paths from the root, with forward slashes. */
export function refusal(file, specifier) {
  const row = roomOf(file);
  if (row === undefined) return undefined;
  const isTest = /\.test\.tsx?$/.test(file);
  if (specifier.startsWith('.')) {
    const target = posix.normalize(posix.join(posix.dirname(file), specifier));
    if (within(target, row.room) || row.rooms.some((room) => within(target, room))) return undefined;
    return `${row.room} may not import ${roomOf(target)?.room ?? target}`;
  }
  if (specifier.startsWith('node:')) {
    return row.node === false && !isTest ? `${row.room} may not import Node's own modules` : undefined;
  }
  const name = specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');
  if (row.packages.includes(name)) return undefined;
  if (isTest && testPackages.includes(name) && !(name === 'ccxt' && row.room === 'practice')) return undefined;
  return `${row.room} may not import the package ${name}`;
}

/** @type {import('eslint').Rule.RuleModule} */
const imports = {
  meta: { type: 'problem', schema: [], messages: { refused: 'The house: {{why}}.' } },
  create(context) {
    const file = relative(rootOf(context), resolve(context.filename)).split(sep).join('/');
    const check = (node) => {
      const specifier = node?.value;
      if (typeof specifier !== 'string') return;
      const why = refusal(file, specifier);
      if (why !== undefined) context.report({ node, messageId: 'refused', data: { why } });
    };
    return {
      ImportDeclaration: (node) => check(node.source),
      ExportNamedDeclaration: (node) => check(node.source),
      ExportAllDeclaration: (node) => check(node.source),
      ImportExpression: (node) => check(node.source),
      TSImportType: (node) => check(node.source ?? node.argument?.literal),
      CallExpression: (node) => {
        if (node.callee.type === 'Identifier' && node.callee.name === 'require') check(node.arguments[0]);
      },
    };
  },
};

/** @type {import('eslint').Rule.RuleModule} keytar's findCredentials crashes the process on a locked keyring (atom/node-keytar#477). */
const noFindCredentials = {
  meta: {
    type: 'problem',
    schema: [],
    messages: { crash: 'findCredentials crashes the process on a locked keyring: never call it.' },
  },
  create: (context) => ({
    Identifier: (node) => {
      if (node.name === 'findCredentials') context.report({ node, messageId: 'crash' });
    },
    Literal: (node) => {
      if (node.value === 'findCredentials') context.report({ node, messageId: 'crash' });
    },
  }),
};

/** @type {import('eslint').Rule.RuleModule} One importer, so that the sender check and the parsing stand in one place. */
const ipcMainInRouter = {
  meta: {
    type: 'problem',
    schema: [],
    messages: { elsewhere: 'Only electron/ipc/router.ts imports ipcMain.' },
  },
  create(context) {
    const file = relative(rootOf(context), resolve(context.filename)).split(sep).join('/');
    if (file === 'electron/ipc/router.ts') return {};
    return {
      Identifier: (node) => {
        if (node.name === 'ipcMain') context.report({ node, messageId: 'elsewhere' });
      },
    };
  },
};

export default {
  meta: { name: 'house' },
  rules: { imports, 'no-find-credentials': noFindCredentials, 'ipc-main-in-router': ipcMainInRouter },
};
