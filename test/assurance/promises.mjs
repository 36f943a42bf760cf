// @ts-check
import { exchanges } from './rows/exchanges.mjs';
import { keychain } from './rows/keychain.mjs';
import { locks } from './rows/locks.mjs';
import { log } from './rows/log.mjs';
import { opening } from './rows/opening.mjs';
import { programs } from './rows/programs.mjs';
import { reminders } from './rows/reminders.mjs';
import { rotation } from './rows/rotation.mjs';
import { secrets } from './rows/secrets.mjs';
import { socket } from './rows/socket.mjs';
import { tokens } from './rows/tokens.mjs';
import { vault } from './rows/vault.mjs';
import { window } from './rows/window.mjs';

/**
 * Everything that Keyhaven promises, and the tests that show it; docs/assurance.md and docs/threat-model.md are made
 * from it. To add a promise: one row in the file of its subject. A row names tests by lane and full name (all `describe`
 * names and its own, with spaces between), or by a pattern of full names that at least one test has.
 */
export const promises = {
  ...vault,
  ...opening,
  ...keychain,
  ...locks,
  ...log,
  ...programs,
  ...reminders,
  ...rotation,
  ...secrets,
  ...socket,
  ...window,
  ...exchanges,
  ...tokens,
};
