import { describe, expect, it } from 'vitest';
import { reported } from './inspectors/asking.fixture';
import { families } from './inspectors/families.fixture';
import { inspectors } from './inspectors/inspectors';
import { probes } from './probes/probes';
import { tells } from './tells';

const rows: Readonly<Record<string, (typeof tells)[keyof typeof tells]>> = tells;
const told = inspectors.filter(({ how }) => how === 'told');
const idsOf = (inspector: (typeof inspectors)[number]) => Object.keys(inspector.hosts);

describe('what exchanges tell', () => {
  it('is said of every exchange that is asked, and of no other', () => {
    expect(Object.keys(rows).sort()).toEqual(inspectors.flatMap(idsOf).sort());
  });

  it('is tried at those that have no words for it, and at no other', () => {
    const tried = Object.keys(rows).filter((id) => rows[id]?.rights === 'tried');
    expect(tried).toEqual(probes.flatMap(idsOf).sort());
  });

  it.each(told.map((inspector) => ({ id: idsOf(inspector)[0]!, inspector })))(
    'at $id is what its documented answer is read as',
    async ({ id, inspector }) => {
      const { script, ...more } = families[id]!;
      const report = await reported(inspector, script, more);
      const row = rows[id]!;
      expect({
        rights: row.rights,
        // An answer with an open list has its state alone; the other published answer of BingX has the list.
        ip: row.ip !== 'no',
        created: row.created,
        expires: row.expires,
      }).toEqual({
        rights: report.granularity,
        ip: report.ip.state !== 'unknown',
        created: report.created !== null,
        expires: report.expires !== 'unknown',
      });
      if (report.ip.list?.length) expect(row.ip).toBe(report.ip.list[0]!.includes('*') ? 'masked' : 'list');
    },
  );
});
