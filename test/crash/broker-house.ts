import { Socket } from 'node:net';
import { instantOf } from '../../core/base/instants';
import type { Clock } from '../../core/base/ports';
import { createKeyhaven } from '../../core/keyhaven';
import { plainWorld } from '../support/plain-world';
import type { BrokerAnswer, BrokerOrders, BrokerQuestion } from './broker-words';
import { dyingFiles, type Dying } from './dying-files';
import { fileKeychain } from './orders';

/** A Keyhaven that serves tokens, in a process that may be killed at any step of an order: of its files, and of its requests. */

/** What is done every second or so is done in milliseconds here; the clock says how much time has passed. */
const hurriedTimes = 50;

function hurryIntervals(): void {
  const { setInterval: every } = globalThis;
  const hurried = (work: () => void, ms?: number) => every(work, (ms ?? 0) / hurriedTimes);
  globalThis.setInterval = hurried as typeof setInterval;
}

/** What goes to the practice exchange's own controls, or back to a client, is no request to an exchange. */
const requestLine = /^([A-Z]+) (\/api\/[^? ]*)/;

/** Makes three steps of each request to the exchange: before it, once it is out, and before its answer is heard. */
function stepRequests(dying: Dying, underWay: Set<Socket>): void {
  const write = Reflect.get(Socket.prototype, 'write') as (this: Socket, ...words: unknown[]) => boolean;
  const stepped = function (this: Socket, content: unknown, ...more: unknown[]): boolean {
    const bytes = typeof content === 'string' ? content : Buffer.from(content as Uint8Array).toString('latin1');
    const [, method, path] = requestLine.exec(bytes) ?? [];
    if (method === undefined || path === undefined) return write.call(this, content, ...more);
    const name = `${method} ${path}`;
    underWay.add(this);
    const over = () => underWay.delete(this);
    this.once('close', over);
    dying.step(`send ${name}`);
    this.prependOnceListener('data', () => {
      over();
      this.off('close', over);
      dying.step(`hear ${name}`);
    });
    return write.call(this, content, ...more, () => {
      dying.step(`wait for ${name}`);
    });
  };
  Object.assign(Socket.prototype, { write: stepped });
}

function serve({ folder, keychainFile, shiftMs, skewMs, death }: BrokerOrders): void {
  let shift = shiftMs;
  const dying = dyingFiles({ dieAt: null, lateMs: death?.lateMs ?? null, dieOn: death });
  const underWay = new Set<Socket>();
  stepRequests(dying, underWay);
  hurryIntervals();
  const clock: Clock = {
    now: () => instantOf(Date.now() + shift + skewMs),
    monotonicMs: () => performance.now() + shift,
  };
  const world = plainWorld({
    home: folder,
    holder: 'a serving test',
    keychain: fileKeychain(keychainFile, (name) => dying.step(name)),
    clipboard: { copySecret: async () => {}, readText: async () => '', clearNow: async () => {} },
  });
  const keyhaven = createKeyhaven({ ...world, clock, app: { ...world.app, server: 'serve' } });
  const door = keyhaven.door('window');
  dying.start();

  async function answerTo(question: BrokerQuestion): Promise<Omit<BrokerAnswer, 'id'>> {
    if (question.ask === 'steps') return { ok: true, value: dying.names };
    if (question.ask === 'shift') {
      // A request that is on its way while time jumps comes too late, and a clock that is measured then is thought to be off.
      while (underWay.size > 0) await new Promise((done) => setTimeout(done, 5));
      shift = question.ms;
      return { ok: true, value: null };
    }
    const { operation, input } = question;
    const answer = await door.call(operation, input, { id: 'person' });
    return answer.ok ? { ok: true, value: answer.value } : { ok: false, value: answer.error.code };
  }

  process.on('message', (question: BrokerQuestion) => {
    void answerTo(question).then((answer) => process.send?.({ id: question.id, ...answer } satisfies BrokerAnswer));
  });
  process.send?.({ id: 0, ok: true, value: null } satisfies BrokerAnswer);
}

process.on('disconnect', () => process.exit(0));
process.once('message', serve);
