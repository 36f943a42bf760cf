import { number } from '../../lib/plural';

export const calendarTexts = {
  title: 'Calendar',
  loading: 'What is due',
  next: (days: number) => `The next ${days} days`,
  zone: (zone: string) => `Days are those of ${zone}.`,
  export: 'Export as .ics',
  exportText:
    'Every date of the next 90 days with its alarms, for the calendar that you use. It holds no secret. Keyhaven asks where to put the file.',
  save: 'Choose a place…',
  cancel: 'Cancel',
  exported: (events: number) => `${number(events)} ${events === 1 ? 'date' : 'dates'} written to the file`,
  exportedText: 'Open it with your calendar; it holds no secret.',
  private: 'Without names in the file',
  privateHint: 'No labels, accounts and endings of keys; for a calendar that others see.',
  picture: (n: number) => `${number(n)} ${n === 1 ? 'date' : 'dates'} in the next 90 days`,
  overdue: 'Overdue',
  today: 'Today',
  thisWeek: 'This week',
  nextWeek: 'Next week',
  left: (n: number) => (n < 0 ? 'over' : n === 0 ? 'today' : n === 1 ? 'tomorrow' : `in ${n} days`),
  more: (n: number) => `Show ${number(n)} more`,
  empty: {
    title: 'Nothing is due in the next 90 days',
    text: 'Dates come from how often you want keys replaced, from what exchanges say of their keys, and from keys that die of disuse.',
    policies: 'How often keys are replaced',
  },
  noKeys: {
    title: 'No keys yet',
    text: 'With the first key this screen says by when it must be replaced, and why.',
    add: 'Add a key',
  },
} as const;
