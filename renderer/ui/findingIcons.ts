import type { FindingKind } from '../../core/contract/words';
import type { IconName } from './Icon';

/** What stands beside each kind of finding. */
export const findingIcons = {
  canWithdraw: 'danger',
  withdrawUnknown: 'unknown',
  noIpList: 'unlocked',
  expiresSoon: 'life',
  tradingLapsesSoon: 'life',
  broaderThanPurpose: 'notice',
  lacksNeeded: 'notice',
  testFailed: 'danger',
  untested: 'unknown',
  idleEndsSoon: 'life',
  unused: 'life',
  storedTwice: 'copy',
  old: 'life',
  notTestedLately: 'test',
  clockOff: 'life',
  accountBlocks: 'danger',
  wrongRegion: 'notice',
  practiceAmongReal: 'practice',
  secondFactorUnconfirmed: 'passphrase',
} as const satisfies Record<FindingKind, IconName>;
