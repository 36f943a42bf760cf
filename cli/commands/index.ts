import { add } from './add';
import { calendar } from './calendar';
import type { CliCommand } from './command';
import { completionOf } from './completion';
import { confirm } from './confirm';
import { copy } from './copy';
import { doctor } from './doctor';
import { due } from './due';
import { edit } from './edit';
import { exchanges } from './exchanges';
import { health } from './health';
import { init } from './init';
import { keepAlive } from './keep-alive';
import { leaked } from './leaked';
import { list } from './list';
import { lock } from './lock';
import { log } from './log';
import { passphrase } from './passphrase';
import { policy } from './policy';
import { practice } from './practice';
import { recover } from './recover';
import { recoveryCode } from './recovery-code';
import { remove } from './remove';
import { restore } from './restore';
import { rotate } from './rotate';
import { rotation } from './rotation';
import { run } from './run';
import { serve } from './serve';
import { show } from './show';
import { status } from './status';
import { stop } from './stop';
import { test } from './test';
import { token } from './token';
import { unlock } from './unlock';
import { verify } from './verify';

/** Every subcommand, in the order of the help. To add one: a file beside these, a row here. */
export const commands: readonly CliCommand[] = [
  init,
  add,
  list,
  show,
  test,
  health,
  due,
  calendar,
  rotate,
  rotation,
  keepAlive,
  copy,
  edit,
  remove,
  restore,
  token,
  run,
  policy,
  log,
  verify,
  status,
  serve,
  unlock,
  lock,
  stop,
  doctor,
  practice,
  exchanges,
  confirm,
  recover,
  passphrase,
  recoveryCode,
  leaked,
  completionOf(() => commands),
];
