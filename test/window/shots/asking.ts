import type { Approval } from '../../../core/contract/approvals';
import { approvalOf } from '../support/approvals';
import type { Scene } from '../support/scripted';
import { go, locked, see, type Shot } from '../support/shot';

const waits =
  (...approvals: (() => Approval)[]) =>
  (scene: Scene): Scene => ({ ...scene, approvals: approvals.map((made) => made()) });

const nameless = () => approvalOf({ id: `b${'0'.repeat(25)}`, kind: 'change', about: null, program: null });

/** Another program that asks, and a lock that left programs running. */
export const askingShots: readonly Shot[] = [
  { name: 'approval', scene: waits(() => approvalOf()), steps: see('Portfolio tracker') },
  {
    name: 'approval-issue',
    scene: waits(() => approvalOf({ kind: 'issue' })),
    steps: see('as far as a policy allows'),
  },
  {
    name: 'approval-wrong',
    scene: waits(() => approvalOf({ about: null })),
    steps: async (window) => {
      await window.page.getByLabel('Passphrase', { exact: true }).fill('kh-test-wrong');
      await window.button('Allow').click();
      await see('The passphrase is not right.')(window);
    },
  },
  {
    name: 'approval-nameless-narrow',
    look: { width: 720 },
    scene: waits(nameless),
    steps: see('The system does not tell which program it is.'),
  },
  {
    name: 'approval-over-settings',
    script: (script) => {
      script.app.changes = async () => {
        setTimeout(() => script.changed('approvals'), 1500);
        return { ok: true, value: { jobId: 'f'.repeat(26) } };
      };
      const { list } = script.approval;
      let asked = 0;
      script.approval.list = async (input) => {
        asked += 1;
        return asked > 1 ? { ok: true, value: [approvalOf({ kind: 'reveal' })] } : list(input);
      };
    },
    steps: async (window) => {
      await go(window, 'Settings');
      await see('asks to be shown a secret')(window);
    },
  },
  {
    name: 'approval-gone',
    scene: waits(() => approvalOf()),
    steps: async (window) => {
      await window.button('Refuse').click();
      await see('Refused: keyhaven')(window);
    },
  },
  {
    name: 'lock-goes-on',
    scene: locked({ mode: 'passphrase', goesOn: true }),
    steps: see('Only the window is locked.'),
  },
  {
    name: 'lock-goes-on-narrow',
    look: { width: 720 },
    scene: locked({ goesOn: true }),
    steps: see('Only the window is locked.'),
  },
];
