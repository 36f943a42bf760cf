import { describe, expect, it } from 'vitest';
import { concealment } from './concealment';

describe('the formats that hide a secret from clipboard histories', () => {
  it.each(['darwin', 'win32', 'linux'] as const)('are there on %s, as raw formats of the system', (platform) => {
    const formats = Object.keys(concealment[platform] ?? {});
    expect(formats.length).toBeGreaterThan(0);
    for (const format of formats) expect(format).toMatch(/^electron application\/osclipboard;format="[\w.-][\w. -]*"$/);
  });
});
