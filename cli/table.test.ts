import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { styleFor } from './style';
import { cut, fit, printable, table, widthOf } from './table';

const plain = styleFor({}, {});
const terminal = (columns: number) => styleFor({ isTTY: true, columns }, { NO_COLOR: '1' });

describe('a text from elsewhere', () => {
  it('cannot steer the terminal', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(printable(text)).not.toMatch(/(?![\u200c\u200d])[\p{Cc}\p{Cf}\u2028\u2029]/u);
      }),
    );
    expect(printable('a\u001b[31mb\u202ec\r\n')).toBe('a\ufffd[31mb\ufffdc\ufffd\ufffd');
  });

  it('is left alone where it is only foreign', () => {
    for (const text of ['Börse', '取引所', 'می‌خواهم', '👩‍👩‍👧']) expect(printable(text)).toBe(text);
  });
});

describe('a table', () => {
  it('is no wider than the terminal, whatever stands in it', () => {
    const cell = fc.string({ unit: 'grapheme', maxLength: 60 });
    const rows = fc.array(fc.tuple(cell, cell, cell), { maxLength: 4 });
    fc.assert(
      fc.property(rows, fc.integer({ min: 22, max: 120 }), (cells, columns) => {
        const lines = table(['ONE', 'TWO', 'THREE'], cells, terminal(columns)).split('\n');
        expect(lines).toHaveLength(cells.length + 1);
        for (const line of lines) expect(widthOf(line)).toBeLessThanOrEqual(columns);
      }),
    );
  });

  it('gives programs the whole text', () => {
    const long = 'x'.repeat(300);
    expect(table(['A', 'B'], [[long, 'y']], plain)).toContain(`${long}  y`);
  });

  it('aligns letters that take two cells', () => {
    const lines = table(
      ['NAME', 'X'],
      [
        ['取引', '1'],
        ['ab', '2'],
      ],
      plain,
    ).split('\n');
    expect(lines).toEqual(['NAME  X', '取引  1', 'ab    2']);
  });

  it('lets the widest column give way first', () => {
    expect(fit([8, 40, 10], 40)).toEqual([8, 18, 10]);
    expect(cut('Binance futures', 8)).toBe('Binance…');
  });

  it('tells its painter what was cut off', () => {
    const seen: string[] = [];
    table(['R'], [['spot WITHDRAW everything']], terminal(10), (text, _column, whole) => {
      seen.push(text, whole);
      return text;
    });
    expect(seen).toEqual(['spot WITH…', 'spot WITHDRAW everything']);
  });
});

describe('colour', () => {
  it('is for a terminal alone, and for nobody who set NO_COLOR or has a dumb one', () => {
    expect(styleFor({ isTTY: true }, {}).red('x')).toBe('\u001b[31mx\u001b[0m');
    expect(styleFor({}, {}).red('x')).toBe('x');
    expect(styleFor({ isTTY: true }, { NO_COLOR: '1' }).red('x')).toBe('x');
    expect(styleFor({ isTTY: true }, { TERM: 'dumb' }).red('x')).toBe('x');
  });
});
