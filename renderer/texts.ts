import { appTexts } from './app/texts';
import { activityTexts } from './features/activity/texts';
import { addTexts } from './features/add/texts';
import { approvalTexts } from './features/approval/texts';
import { calendarTexts } from './features/calendar/texts';
import { firstRunTexts } from './features/first-run/texts';
import { healthTexts } from './features/health/texts';
import { keyTexts } from './features/key/texts';
import { keysTexts } from './features/keys/texts';
import { lockTexts } from './features/lock/texts';
import { openingTexts } from './features/opening/texts';
import { paletteTexts } from './features/palette/texts';
import { policyTexts } from './features/policy/texts';
import { quickTexts } from './features/quick/texts';
import { rotateTexts } from './features/rotate/texts';
import { settingsTexts } from './features/settings/texts';

/** Every sentence of the window, by feature: the one place a translation starts from. */
export const texts = {
  app: appTexts,
  firstRun: firstRunTexts,
  lock: lockTexts,
  keys: keysTexts,
  key: keyTexts,
  add: addTexts,
  calendar: calendarTexts,
  policy: policyTexts,
  rotate: rotateTexts,
  health: healthTexts,
  activity: activityTexts,
  approval: approvalTexts,
  opening: openingTexts,
  palette: paletteTexts,
  quick: quickTexts,
  settings: settingsTexts,
} as const;
