import { describe, expect, it } from 'vitest';
import type { CredentialRow } from '../../../core/contract/credentials';
import { found, keyCommands, standing } from './commands';

const row = (label: string, account = '') =>
  ({ id: label.toLowerCase(), label, account, exchangeName: 'Binance' }) as CredentialRow;
const all = [...standing, ...keyCommands([row('Grid bot', 'sub: grid'), row('Lockstep tracker')])];
const titles = (typed: string) => found(all, typed).map(({ title }) => title);

describe('the palette', () => {
  it('shows what is always there before anything is typed', () => {
    expect(found(all, ' ')).toEqual(standing);
  });

  it('finds by every word that was typed, wherever it stands', () => {
    expect(titles('bot binance grid')).toEqual(['Grid bot', 'Copy the secret of Grid bot']);
  });

  it('finds a thing by another word for it', () => {
    expect(titles('dark')).toEqual(['Appearance']);
    expect(titles('panic')).toEqual(['Lock and stop everything']);
  });

  it('puts first what begins with what was typed, so that Enter locks', () => {
    expect(titles('lock').slice(0, 3)).toEqual(['Lock', 'Lock and stop everything', 'Locking']);
    expect(titles('copy grid')).toEqual(['Copy the secret of Grid bot']);
  });
});
