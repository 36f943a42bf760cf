import type { FindingKind } from './words';

/** What each kind of finding is called where it stands for many keys. */
export const kindTitles = {
  canWithdraw: 'Can withdraw',
  withdrawUnknown: 'Withdrawing not known',
  noIpList: 'No IP list',
  expiresSoon: 'Ends soon, or has ended',
  tradingLapsesSoon: 'Right to trade lapses soon',
  idleEndsSoon: 'Dies of disuse soon',
  broaderThanPurpose: 'May do more than its purpose needs',
  lacksNeeded: 'May not do what its purpose needs',
  testFailed: 'Last test failed',
  untested: 'Rights not known',
  unused: 'Not used',
  storedTwice: 'Kept twice',
  old: 'Old',
  notTestedLately: 'Not tested lately',
  clockOff: 'Clock off',
  accountBlocks: 'Account blocked',
  wrongRegion: 'Wrong region',
  practiceAmongReal: 'Practice key among real ones',
  secondFactorUnconfirmed: 'Second factor not confirmed',
} as const satisfies Record<FindingKind, string>;
