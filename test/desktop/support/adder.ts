import type { Page } from 'playwright-core';
import { acknowledgement } from '../../../core/contract/app';
import { texts } from '../../../renderer/texts';
import { copiedElsewhere } from './desktop';
import { personAt } from './person';

const t = texts.add;

/** What a person does at the screen where keys are added. */
export function adderAt(page: Page) {
  const person = personAt(page);
  const form = page.getByRole('form', { name: t.title });
  const search = page.getByRole('searchbox', { name: t.exchange.find });
  const found = page.getByRole('listbox', { name: t.exchange.list }).getByRole('option');

  return {
    form,
    found,

    async begins(): Promise<void> {
      await person.goesTo('keys');
      // An empty list has a second one, in its middle.
      await page.getByRole('button', { name: texts.keys.add, exact: true }).first().click();
      await search.waitFor();
    },

    seeks: (name: string) => search.fill(name),

    async chooses(name: string): Promise<void> {
      await search.fill(name);
      await found.first().click();
      await form.waitFor();
    },

    /** The fields that the exchange's own part of the form asks for, in order. */
    async asked(): Promise<string[]> {
      const labels = await form.locator('label').allInnerTexts();
      return labels.slice(
        0,
        labels.findIndex((label) => label.startsWith(t.form.label)),
      );
    },

    async pastes(text: string): Promise<void> {
      await copiedElsewhere(text);
      await person.press(t.paste.action);
    },

    async types(text: string): Promise<void> {
      await person.press(t.paste.openBox);
      await person.type(t.paste.box, text);
      await person.press(t.paste.read);
    },

    /** How many fields were filled from what was pasted. */
    filled: () => page.getByText(t.form.filled, { exact: true }).count(),

    /** Stores what the form holds under a label; on the evaluation runtime the first real key needs the sentence typed. */
    async stores(label: string, action: string = t.form.save): Promise<void> {
      await person.type(t.form.label, label);
      await person.press(action);
      const risk = page.getByLabel(t.risk.label(acknowledgement), { exact: true });
      const stored = page.getByRole('heading', { name: label });
      await risk.or(stored).first().waitFor();
      if (await risk.isVisible()) {
        await risk.fill(acknowledgement);
        await person.press(t.risk.confirm);
      }
      await stored.waitFor();
    },
  };
}
