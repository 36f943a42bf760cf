/** The parts of the settings, in their order; the palette leads to each. */
export const settingsSections = [
  'opening',
  'locking',
  'rotation',
  'desktop',
  'reminders',
  'clipboard',
  'bin',
  'practice',
  'appearance',
  'about',
] as const;
export type SettingsSection = (typeof settingsSections)[number];
