import { expect, it } from 'vitest';
import type { TestOutcome } from '../../contract/words';
import { reportOf } from '../../findings/facts.fixture';
import { createAsking } from './asking';
import { fieldsOf, newRoom } from './rotations.fixture';

it('what comes late of the old key is not kept of the new one, which was switched to meanwhile', async () => {
  const { clock, credentials, id, rotations } = await newRoom();
  const wish = () => ({ id, revision: credentials.record(id).rotation?.revision ?? 0 });
  await rotations.start([id]);
  await rotations.paste(wish(), { typed: fieldsOf(1), pasted: {} });

  const works: TestOutcome = { outcome: 'works', at: clock.now(), report: reportOf(['read']) };
  const refused: TestOutcome = {
    ...{ outcome: 'fails', at: clock.now() },
    diagnosis: { code: 'wrongKey', text: 'kh-test', next: 'kh-test' },
  };
  const asked: (string | undefined)[] = [];
  const asking = createAsking({
    ...{ rotations, credentials, now: clock.now },
    tester: {
      async look({ fields }) {
        asked.push(fields.apiKey);
        if (fields.apiKey === fieldsOf(1).apiKey) return { outcome: works, code: null, status: null };
        await rotations.compare(wish());
        await rotations.switch(wish(), 'terminal');
        return { outcome: refused, code: null, status: null };
      },
    },
  });
  await asking.test(id, new AbortController().signal, () => undefined);

  expect(asked).toEqual([fieldsOf(1).apiKey, fieldsOf(0).apiKey]);
  const { keyEnding, lastTest, rotation } = credentials.record(id);
  expect([rotation?.state, keyEnding, lastTest?.diagnosis]).toEqual(['switched', 'KKKK', null]);
});
