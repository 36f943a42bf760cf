import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { gather } from './gather';

let handed: string[][] = [];
const told = () => gather<string>(250, (kinds) => handed.push([...kinds]));

beforeEach(() => {
  handed = [];
  vi.useFakeTimers();
});
afterEach(() => vi.useRealTimers());

describe('what is gathered', () => {
  it('is handed on at once when nothing came before', () => {
    told().tell('vault');
    expect(handed).toEqual([['vault']]);
  });

  it('is handed on together, each kind once, when it comes in a burst', () => {
    const news = told();
    for (let n = 0; n < 1000; n += 1) news.tell(n % 2 === 0 ? 'audit' : 'credentials');
    vi.advanceTimersByTime(10_000);
    expect(handed).toEqual([['audit'], ['credentials', 'audit']]);
  });

  it('is handed on at once again after a rest', () => {
    const news = told();
    news.tell('vault');
    vi.advanceTimersByTime(251);
    news.tell('vault');
    expect(handed).toHaveLength(2);
  });

  it('is forgotten when nobody wants it any more', () => {
    const news = told();
    news.tell('vault');
    news.tell('audit');
    news.stop();
    vi.advanceTimersByTime(10_000);
    expect(handed).toEqual([['vault']]);
  });
});
