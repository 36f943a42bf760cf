import { beforeEach, describe, expect, it } from 'vitest';
import { minuteMs, secondMs } from '../base/instants';
import { createAnchoring, type Anchoring } from './anchoring';
import type { AuditHead } from './log';
import { createTestTime } from './timers.fixture';

let time: ReturnType<typeof createTestTime>;
let anchoring: Anchoring;
let head: AuditHead | null;
let anchored: AuditHead | null;
let tries: number[];
let save: () => Promise<void>;

beforeEach(() => {
  time = createTestTime();
  head = null;
  anchored = null;
  tries = [];
  save = async () => {
    anchored = head;
  };
  anchoring = createAnchoring({
    ...time,
    head: () => head,
    anchored: () => anchored,
    anchorNow: () => {
      tries.push(head?.sequence ?? 0);
      return save();
    },
  });
});

function append(count: number): void {
  for (let times = 0; times < count; times += 1) {
    head = { sequence: (head?.sequence ?? 0) + 1, mac: 'kh-test' };
    anchoring.appended();
  }
}

describe('the head is anchored', () => {
  it('at the thousandth line that is not, and at each thousandth after it', async () => {
    append(999);
    expect(tries).toEqual([]);
    append(1);
    await time.pass(0);
    append(999);
    expect(tries).toEqual([1000]);
    append(1);
    await time.pass(0);
    expect(tries).toEqual([1000, 2000]);
    expect(time.waiting()).toBe(0);
  });

  it('five minutes after the first line that is not, however many come in between', async () => {
    append(1);
    await time.pass(4 * minuteMs);
    append(1);
    await time.pass(minuteMs - 1);
    expect(tries).toEqual([]);
    await time.pass(1);
    expect(tries).toEqual([2]);
  });

  it('never where nothing was written, and once where nothing follows', async () => {
    await time.pass(60 * minuteMs);
    expect(tries).toEqual([]);
    append(1);
    await time.pass(60 * minuteMs);
    expect(tries).toEqual([1]);
    expect(time.waiting()).toBe(0);
  });

  it('not again where another save has done it meanwhile', async () => {
    append(5);
    await time.pass(minuteMs);
    anchored = head;
    await time.pass(10 * minuteMs);
    expect(tries).toEqual([]);
    append(1);
    await time.pass(5 * minuteMs - 1);
    expect(tries).toEqual([]);
    await time.pass(1);
    expect(tries).toEqual([6]);
  });
});

describe('a save that takes long', () => {
  it('is the only one under way, and what was written meanwhile is anchored after it', async () => {
    let finish = () => {};
    save = () =>
      new Promise((resolve) => {
        const upTo = head;
        finish = () => {
          anchored = upTo;
          resolve();
        };
      });
    append(1000);
    append(1500);
    expect(tries).toEqual([1000]);
    finish();
    await time.pass(0);
    expect(tries).toEqual([1000, 2500]);
    finish();
    await time.pass(0);
    expect(tries).toEqual([1000, 2500]);
  });
});

describe('a save that fails', () => {
  beforeEach(() => {
    save = () => Promise.reject(new Error('kh-test'));
  });

  it('is tried again after five minutes, though no line comes', async () => {
    append(1);
    await time.pass(5 * minuteMs);
    await time.pass(5 * minuteMs);
    expect(tries).toEqual([1, 1]);
    save = async () => {
      anchored = head;
    };
    await time.pass(5 * minuteMs);
    await time.pass(60 * minuteMs);
    expect(tries).toEqual([1, 1, 1]);
    expect(anchored).toEqual(head);
  });

  it('is not tried at every line, but after a thousand more', async () => {
    append(1000);
    await time.pass(secondMs);
    append(999);
    await time.pass(secondMs);
    expect(tries).toEqual([1000]);
    append(1);
    await time.pass(secondMs);
    expect(tries).toEqual([1000, 2000]);
  });
});

describe('the end', () => {
  it('waits for what is under way, and nothing comes after it until the next line', async () => {
    let finish = () => {};
    save = () => new Promise((resolve) => (finish = resolve));
    append(1000);
    let ended = false;
    const ending = anchoring.end().then(() => (ended = true));
    await time.pass(minuteMs);
    expect(ended).toBe(false);
    finish();
    await ending;
    expect(time.waiting()).toBe(0);
    await time.pass(60 * minuteMs);
    expect(tries).toEqual([1000]);
  });

  it('takes back what was to come', async () => {
    append(3);
    await anchoring.end();
    await time.pass(60 * minuteMs);
    expect(tries).toEqual([]);
    expect(time.waiting()).toBe(0);
  });

  it('begins anew with the next log, whose lines are fewer', async () => {
    save = () => Promise.reject(new Error('kh-test'));
    append(1000);
    await time.pass(0);
    await anchoring.end();
    head = null;
    append(1000);
    expect(tries).toEqual([1000, 1000]);
  });
});
