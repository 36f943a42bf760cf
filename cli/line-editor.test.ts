import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createLineEditor } from './line-editor';

function typing(...pieces: string[]) {
  let shown = Buffer.alloc(0);
  const editor = createLineEditor((bytes) => (shown = Buffer.concat([shown, Buffer.from(bytes)])));
  const events = pieces.map((piece) => editor.take(Buffer.from(piece)));
  return { last: events.at(-1), shown: shown.toString() };
}

describe('a line typed on a terminal', () => {
  it('is what was typed, in whatever pieces it arrives', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'grapheme' })), (pieces) => {
        const clean = pieces.map((piece) => piece.replace(/\p{Cc}/gu, ''));
        const bytes = Buffer.from(clean.join(''));
        const editor = createLineEditor(() => {});
        for (const byte of bytes) expect(editor.take(Uint8Array.of(byte))).toEqual({ is: 'typing' });
        expect(editor.take(Buffer.from('\r'))).toEqual({ is: 'line', text: bytes.toString() });
      }),
    );
  });

  it('is shown byte for byte, so that letters of two bytes are letters', () => {
    expect(typing('schlüssel').shown).toBe('schlüssel');
  });

  it('loses its last letter to backspace, as a whole, and all of them to Ctrl-U', () => {
    expect(typing('aü\x7f\x7fb\r').last).toEqual({ is: 'line', text: 'b' });
    expect(typing('\x7f\x7fa\r').last).toEqual({ is: 'line', text: 'a' });
    expect(typing('wrong\x15right\r').last).toEqual({ is: 'line', text: 'right' });
  });

  it('holds nothing of an arrow key or another key that sends a sequence, also when it is cut in two', () => {
    expect(typing('a\x1b[Ab\x1bOHc\x1b[1;5', 'Cd\x00\x01\r').last).toEqual({ is: 'line', text: 'abcd' });
  });

  it('is given up by Ctrl-C and Ctrl-D', () => {
    expect(typing('half\x03').last).toEqual({ is: 'cancel' });
    expect(typing('\x04').last).toEqual({ is: 'cancel' });
  });
});
