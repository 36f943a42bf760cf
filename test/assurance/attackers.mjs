// @ts-check

/**
 * @typedef {object} Attacker
 * @property {string} name
 * @property {string} who what is assumed of it
 * @property {readonly string[]} not what does not hold against it, and what to do about that
 */

/**
 * Whom the promises are held against. What holds stands in promises.mjs; what does not hold is said here, plainly.
 * @satisfies {Record<import('../../scripts/test/promises.mjs').Concern, Attacker>}
 */
export const attackers = {
  thief: {
    name: 'Thief of the disk',
    who: 'Has a copy of the data folder or of a backup, and all the time in the world; not your keychain, not your passphrase.',
    not: [
      'The number of keys, the size of the index in steps, and when the file was written can be seen.',
      'The reminder file beside the vault shows when it was written and about how many keys have a date; its names and dates are sealed with a key in the keychain. Of a vault that opens with a passphrase alone it shows the dates themselves, without names.',
      'A vault that opens with the keychain alone is as safe as your login: whoever takes the whole disk takes the keychain’s file with it.',
      'A short passphrase can be guessed. Argon2id makes each guess cost 64 MiB and a part of a second; it does not make a weak one strong.',
      'A copy from before a change opens with what opened it then, and its data key opens today’s file too until you say *it may have leaked*. What the thief has read before stays read: delete those keys at their exchanges.',
      'A vault that opens with a passphrase alone cannot notice that an older file was put in its place.',
    ],
  },
  otherUser: {
    name: 'Another user of the computer',
    who: 'Runs programs on the same computer under another name, without an administrator’s rights.',
    not: [
      'An administrator can read your memory, your keychain and your keystrokes. Nothing here stops one.',
      'That you use Keyhaven, and when, can be seen from the list of processes.',
    ],
  },
  program: {
    name: 'A program of yours',
    who: 'Runs as you: a bot, an extension, something you installed. It reads your files and asks the keychain, as every program of yours may.',
    not: [
      '**It can read an unlocked keychain, type into your windows and read your screen.** Where the keychain alone opens the vault, it can open it. With keychain *and* passphrase it has to wait until you type.',
      'While the vault is open, a program that may read the memory of your processes can read the keys that are in use. Linux forbids that only where `ptrace_scope` does.',
      'What you copy can be read by every program for up to 30 seconds. Clipboard managers are asked to leave it alone; not all listen.',
      'It can delete the vault, or put an older one in its place: that is noticed, where there is a keychain to ask, not prevented.',
      'Where the keychain is unlocked it can read labels, exchanges and dates out of the reminder file, with keychain *and* passphrase too. It can delete or change that file: then reminders are missing until the vault is opened, which says so. An older copy of it put back makes some come twice.',
      'Lines of the log that are not anchored yet can be cut off without a trace; `keyhaven verify` says how many they are. Who has the open vault can write a new log.',
      'Where there is no passphrase, what authorizes is a dialog. A program that controls your desktop can answer it.',
      'It can ask over the control socket without end: each operation that is refused there is a line of the log. And it can keep the next passphrase waiting by typing wrong ones: the wait counts for everybody.',
      '`keyhaven serve` has no desktop that says when nobody is there, so it locks when it is told to, and not by itself.',
    ],
  },
  bot: {
    name: 'A bot with a token',
    who: 'Holds a phantom key that you gave it, and does with it whatever its policy lets it, as cleverly as it can.',
    not: [
      '**What the policy allows it can do, foolishly too.** Within its symbols, budgets and price band it can lose money by trading badly; only a policy of spot, with band, side and symbols, says how much at most.',
      'It runs as you: what stands above of a program of yours holds for it. A token keeps your keys out of its hands, not its hands off your computer.',
      'Orders are valued with the exchange’s own public prices. An exchange that lies about them lets an order be worth more than its budget says.',
      'A clock that is set while Keyhaven runs frees no budget and no rate. What passed while it did not run only the computer’s clock tells: set a day forward before a start, the 24 hours count as over, and the alarm comes after. Hours and a token’s beginning and end go by that clock too.',
      'A token without `read.account` can still learn something of the account from the exchange’s answers to its orders, such as that the balance is not enough.',
      'Orders that rest when the vault is locked for everything stay at the exchange until it is opened again: nobody can cancel them without the key.',
      'What it did before it was frozen is done. Private streams are not served: a bot that needs them cannot use a token yet.',
    ],
  },
  page: {
    name: 'A hostile page in the window',
    who: 'Script that got into the window, through a hole in what we show or in the browser engine.',
    not: [
      'It can call the operations that the window may call, as long as the vault is open: see your list of keys, put a secret on the clipboard (it does not see it, and the log does), move a key to the bin, lock the vault. It sees what you type into the window, a passphrase too.',
      'It can write to the clipboard with the engine’s copy command, for which Electron has no switch; on the evaluation runtime it can read it with the paste command too.',
      'A hole in the browser engine that also breaks its sandbox is a program of yours. The evaluation runtime is an old engine with known holes; it is for practice keys.',
    ],
  },
  exchange: {
    name: 'A hostile exchange, or whoever is between',
    who: 'Answers what it likes, as slowly as it likes, and repeats what it was sent.',
    not: [
      'It knows the key that you made there, your address, and when you ask. It can say of a key’s rights what is not so.',
      'Whoever can make your computer trust a certificate of theirs can be between you and it; they see keys and signatures of requests, never the secret itself where the exchange signs.',
      'ccxt is big and not ours. It runs in a process of its own with one key at a time, but with your rights.',
    ],
  },
  owner: {
    name: 'You, in a hurry',
    who: 'Pastes the wrong thing, pulls the plug, fills the disk, forgets the passphrase.',
    not: [
      'When both the way that opens the vault and the recovery code are lost, nobody can open it.',
      'A recovery code that is photographed or kept beside the vault opens it for whoever finds it.',
      'Keys are wiped from memory after use, but JavaScript text cannot be: until the process ends, traces may stay in memory, swap or a core dump.',
      'Screenshots cannot be prevented on Linux.',
    ],
  },
};
