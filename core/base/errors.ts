/**
 * Every error a person can meet: what happened (`message`), what to do next (`hint`). `{name}` is filled in by `fail`.
 * A parameter is a count, an id or a name of ours: never a secret, a path or an exchange's text. To add one: a row here.
 */
export const errorTable = {
  'approval.unknown': {
    message: 'Nobody waits for this answer any more.',
    hint: 'The program gave up, was answered already, or the time was over. Nothing was done.',
  },
  'argument.invalid': {
    message: 'The request was not understood: {where}.',
    hint: 'Check the named field and try again.',
  },
  'audit.broken': {
    message: 'The audit log does not fit together from line {line} on.',
    hint: 'Keep the file as it is and compare it with a backup; Keyhaven goes on writing after it and says so.',
  },
  'audit.unreadable': {
    message: 'The audit log could not be read.',
    hint: 'Check that the data folder can be read and written by you alone.',
  },
  'audit.unwritable': {
    message: 'The audit log could not be written.',
    hint: 'Check that the data folder can be written by you and that the disk is not full, then try again.',
  },
  'authorization.askedTooOften': {
    message: 'Other programs were refused several times, so nobody is asked now.',
    hint: 'Wait {minutes} minutes, or give the passphrase on the terminal.',
  },
  'authorization.busy': {
    message: 'Somebody is being asked for something else just now.',
    hint: 'Answer that first, and try again.',
  },
  'authorization.denied': {
    message: 'The action was not authorized.',
    hint: 'Nothing was done. Try again and confirm when asked.',
  },
  'authorization.needed': {
    message: 'This needs your authorization first.',
    hint: 'Confirm with {method}.',
  },
  'authorization.nobody': {
    message: 'There is nobody who could be asked: this server has no window, and the vault has no passphrase.',
    hint: 'Start the Keyhaven app, or let the vault open with keychain and passphrase.',
  },
  'authorization.noTerminal': {
    message: 'There is no terminal on which you could be asked.',
    hint: 'Run the command in a terminal, or give the passphrase by --passphrase-file or --passphrase-fd.',
  },
  'authorization.throttled': {
    message: 'Too many wrong attempts.',
    hint: 'Wait {seconds} seconds and try again.',
  },
  'authorization.tooMany': {
    message: 'Many secrets were shown in a short time.',
    hint: 'Wait {seconds} seconds and try again. If it was not you, lock the vault.',
  },
  'authorization.wrongPassphrase': {
    message: 'The passphrase is not right.',
    hint: 'Check the keyboard layout and caps lock, and try again.',
  },
  'broker.noPort': {
    message: 'No free port was found for the token.',
    hint: 'Many programs listen on this computer just now. Close some of them and try again.',
  },
  'broker.portTaken': {
    message: 'Port {port} of the token is in use by another program.',
    hint: 'End the program that listens on it, then resume the token. Its tools are set up for this port, so it is never changed in silence.',
  },
  'clipboard.failed': {
    message: 'The clipboard did not take the text.',
    hint: 'Try again; nothing was copied.',
  },
  'clipboard.noDisplay': {
    message: 'There is no display, so there is no clipboard.',
    hint: 'Use the command in a desktop session.',
  },
  'clipboard.noTool': {
    message: 'No clipboard tool was found.',
    hint: 'Install wl-clipboard (Wayland) or xclip (X11) and try again.',
  },
  'clipboard.notCleared': {
    message: 'The vault is locked, but the clipboard could not be cleared.',
    hint: 'Copy something else, so that nothing secret is left there.',
  },
  'clipboard.nothing': {
    message: 'There is no text on the clipboard.',
    hint: 'Copy the key first, then paste it here.',
  },
  'control.gone': {
    message: 'The running Keyhaven ended before it answered.',
    hint: 'What was asked may be done or not: look with `keyhaven list` or `keyhaven log`, and try again.',
  },
  'control.newer': {
    message: 'The running Keyhaven speaks version {found} of the control protocol; this one knows version {known}.',
    hint: 'Use the `keyhaven` that belongs to the running one. Nothing was done.',
  },
  'control.silent': {
    message: 'The running Keyhaven does not answer.',
    hint: 'It may be busy, or flooded by another program. Try again; `keyhaven doctor` looks at it.',
  },
  'control.stranger': {
    message: 'Whoever answers at the control socket could not prove to be your Keyhaven.',
    hint: 'Nothing was told to it. `keyhaven doctor` names what to remove.',
  },
  'control.unavailable': {
    message: 'The control socket could not be opened.',
    hint: 'Commands in a terminal cannot reach this Keyhaven. Check that the disk is not full; `keyhaven doctor` looks at its folders.',
  },
  'control.unsafe': {
    message: 'The control socket, its folder or its key file is a link, damaged, someone else’s, or open to others.',
    hint: '`keyhaven doctor` names the command that mends it.',
  },
  'credential.cannotSign': {
    message: 'This key cannot sign requests: it has no API key with a secret that Keyhaven can use.',
    hint: 'Look at its fields; a private key must be RSA or Ed25519 in PKCS #8 form.',
  },
  'credential.changed': {
    message: 'The key “{label}” was moved or replaced while it was tried, so what came of it is not kept.',
    hint: 'Look at the key as it is now, and test it again.',
  },
  'credential.duplicate': {
    message: 'This API key is in the vault already, as “{label}”.',
    hint: 'Open that key, or add another one.',
  },
  'credential.hasTokens': {
    message: 'Tokens stand on “{label}”, and a token is good at one exchange alone.',
    hint: 'Revoke them (`keyhaven token`), then try again.',
  },
  'credential.inBin': {
    message: 'This API key is in the bin, as “{label}”.',
    hint: 'Restore it from the bin (`keyhaven restore {id}`), or wipe it there and add it again.',
  },
  'credential.notInBin': {
    message: 'There is no such key in the bin.',
    hint: 'Look into the bin; a key that was removed more than a day ago is wiped.',
  },
  'credential.notSibling': {
    message: '{name} is not the same company as {exchange}, so the key is not sent there.',
    hint: 'A key is tried only at the siblings of its exchange; for any other, add it anew.',
  },
  'credential.fieldMissing': {
    message: '{field} is missing.',
    hint: 'Fill in the field; {exchange} needs it to sign requests.',
  },
  'credential.fieldUnknown': {
    message: '{exchange} has no field “{field}”.',
    hint: 'Leave the field out.',
  },
  'credential.fieldMalformed': {
    message: '{field} does not look like one of {exchange}: {why}.',
    hint: 'Copy it again from the exchange’s page; check that key and secret are not swapped.',
  },
  'credential.practiceOnly': {
    message: 'Practice keys are made by the practice exchange alone.',
    hint: 'Use “Fill from the practice exchange”.',
  },
  'credential.unknown': {
    message: 'There is no such key in the vault.',
    hint: 'List the keys and choose one of them.',
  },
  'credential.ambiguous': {
    message: 'More than one key fits “{name}”.',
    hint: 'Use the id from the list.',
  },
  'door.notPlain': {
    message: 'The request is too big or holds something other than plain data.',
    hint: 'Shorten it and try again.',
  },
  'door.stranger': {
    message: 'The request did not come from Keyhaven’s own window.',
    hint: 'Nothing was done. Close Keyhaven and start it again.',
  },
  'egress.notUnderstood': {
    message: 'This is no address of a proxy.',
    hint: 'Write it as socks5://HOST:PORT or http://HOST:PORT, such as socks5://127.0.0.1:1080 for `ssh -D 1080`.',
  },
  'egress.password': {
    message: 'Keyhaven does not use proxies that ask for a name and a password.',
    hint: 'Use one that needs none, such as a tunnel on this computer with `ssh -D 1080 you@server`.',
  },
  'egress.practice': {
    message: 'A practice key is asked on this computer and goes through no proxy.',
    hint: 'Leave the way out empty for this key.',
  },
  'exchange.unknown': {
    message: 'Keyhaven does not know the exchange “{exchange}”.',
    hint: 'List the exchanges and choose one of them.',
  },
  'export.exists': {
    message: 'There is a file of that name already.',
    hint: 'Nothing was written. Choose another name, or move that file away.',
  },
  'export.unwritable': {
    message: 'The file could not be written.',
    hint: 'Nothing was kept of it. Check that the folder is there, that you may write in it and that the disk is not full.',
  },
  'finding.muteUntil': {
    message: 'A finding can be muted until a day in the coming year.',
    hint: 'Choose a day after today, and at most a year from now.',
  },
  'finding.none': {
    message: 'This key has no such finding now.',
    hint: 'Look at the key again: it may have been put right meanwhile.',
  },
  'finding.notMuted': {
    message: 'That finding of this key is not muted.',
    hint: 'It may have come to its end already. Nothing was changed.',
  },
  'intake.ambiguous': {
    message: 'The pasted text holds more than one key, and Keyhaven does not guess which one you mean.',
    hint: 'Paste one key at a time.',
  },
  'intake.draftGone': {
    message: 'What was pasted is not held any more.',
    hint: 'Paste it again.',
  },
  'intake.encrypted': {
    message: 'The values in this Hummingbot file are encrypted with Hummingbot’s password, so they are no keys yet.',
    hint: 'Paste the key as the exchange showed it, or make a new one there.',
  },
  'intake.notUnderstood': {
    message: 'The pasted text holds no API key that Keyhaven recognizes.',
    hint: 'Paste the JSON or .env with the key, or fill in the fields one by one.',
  },
  'intake.tooLong': {
    message: 'The pasted text is too long ({length} characters; at most {limit}).',
    hint: 'Paste only the part with the key.',
  },
  'internal.unexpected': {
    message: 'Something went wrong inside Keyhaven.',
    hint: 'Nothing was changed by halves. Try again; if it happens again, restart Keyhaven and run `keyhaven verify`.',
  },
  'job.cancelled': {
    message: 'The work was cancelled.',
    hint: 'What was finished before is kept.',
  },
  'job.tooMany': {
    message: 'So much is under way already that nothing more is begun.',
    hint: 'Wait until one of the {most} jobs has ended, or cancel one.',
  },
  'job.unknown': {
    message: 'There is no such job any more.',
    hint: 'Start it again.',
  },
  'keychain.cancelled': {
    message: 'You stopped waiting for the keychain.',
    hint: 'The vault stays locked, also if the keychain answers later. Try again, or open it with the recovery code.',
  },
  'keychain.locked': {
    message: 'The keychain is locked.',
    hint: 'Unlock it (log in to your desktop session or open the keyring), then try again.',
  },
  'keychain.lost': {
    message: 'The keychain works, but this vault’s entry is not in it.',
    hint: 'Open the vault with its recovery code. No new key is ever made over it.',
  },
  'keychain.noCollection': {
    message: 'The keychain has no place to store entries yet.',
    hint: 'Log in to your desktop session once, or create a login keyring, then try again.',
  },
  'keychain.noAnswer': {
    message: 'The keychain does not answer.',
    hint: 'Look for a dialog that waits for you, or restart the keyring service, then try again.',
  },
  'keychain.noService': {
    message: 'There is no keychain service in this session.',
    hint: 'Start gnome-keyring or KWallet, or open the vault with its recovery code and choose passphrase only.',
  },
  'keychain.readBack': {
    message: 'The keychain did not keep what was written.',
    hint: 'Nothing was changed. Check the keyring and try again.',
  },
  'keychain.wrongEntry': {
    message: 'The keychain entry is not the one that this vault was closed with.',
    hint: 'Open the vault with its recovery code, or restore the keychain entry.',
  },
  'ledger.clientIdUsed': {
    message: 'This token has used that order id before.',
    hint: 'Give every order an id of its own. Nothing was sent.',
  },
  'ledger.damaged': {
    message: 'The record of what tokens did is not whole, so no token may trade.',
    hint: 'Run keyhaven tokens, look at each token’s orders at the exchange, and thaw the ones you still want.',
  },
  'ledger.foreign': {
    message: 'The record of what tokens did is not a plain file of yours alone.',
    hint: 'See that tokens.ledger in the data folder is a file, no link, and belongs to you with no rights for others.',
  },
  'ledger.replay': {
    message: 'This very request was let through before.',
    hint: 'A program that wants the same again signs it anew. Nothing was sent.',
  },
  'ledger.unreadable': {
    message: 'The record of what tokens did could not be read.',
    hint: 'Check that the data folder can be read and written by you alone.',
  },
  'ledger.unwritable': {
    message: 'The record of what tokens did could not be written, so nothing was sent.',
    hint: 'Check that the data folder can be written by you and that the disk is not full, then try again.',
  },
  'link.untrusted': {
    message: 'This address is not one of Keyhaven’s list.',
    hint: 'Open the exchange’s own page in your browser.',
  },
  'policy.invalid': {
    message: 'The policy was not understood: line {line}, column {column}.',
    hint: 'Nothing was made. `keyhaven policy check` says what is wrong there.',
  },
  'practice.damaged': {
    message: 'What the practice exchange kept of itself cannot be read.',
    hint: 'It was left as it is. To begin anew, move the folder “practice” out of the data folder; practice keys made before stop working.',
  },
  'practice.noSuchKey': {
    message: 'The practice exchange has no such key any more.',
    hint: 'It was deleted there, or its folder is another one. Take a new key with `keyhaven practice add`.',
  },
  'practice.noSuchRight': {
    message: 'The practice exchange does not make such a key.',
    hint: 'Rights are named in the words of that exchange; docs/practice-exchange.md lists them.',
  },
  'practice.notOurs': {
    message: 'The server at the practice address could not prove that it is the practice exchange.',
    hint: 'Stop the other program and start the practice exchange again.',
  },
  'practice.notStarted': {
    message: 'The practice exchange did not start.',
    hint: 'Try again; `keyhaven practice` shows what it says.',
  },
  'practice.refused': {
    message: 'The practice exchange refused the request.',
    hint: 'Start it again, and try once more.',
  },
  'preferences.autostartFailed': {
    message: 'Keyhaven could not be set to begin with the session.',
    hint: 'Nothing was changed. Look whether a “keyhaven” entry of somebody else stands in the desktop’s list of programs that begin with it.',
  },
  'preferences.shortcutTaken': {
    message: 'These keys cannot be had: another program has them.',
    hint: 'Nothing was changed. Choose other keys.',
  },
  'preferences.unwritable': {
    message: 'The choice could not be saved.',
    hint: 'Check that the data folder can be written by you and that the disk is not full, then choose again.',
  },
  'rotation.changed': {
    message: 'The rotation of “{label}” went on elsewhere meanwhile: it now stands at “{state}”.',
    hint: 'Nothing was done. Look at where it stands, and go on from there.',
  },
  'rotation.formerKey': {
    message: 'This is an earlier key of “{label}”, which was replaced already.',
    hint: 'Make a new key at the exchange, and paste that one. Nothing was changed.',
  },
  'rotation.newKeyOld': {
    message: 'The new key of “{label}” was last tested more than a day ago.',
    hint: 'Test it once more, so that nothing is switched to a key that is gone.',
  },
  'rotation.noMoreTries': {
    message: 'The exchange refused the old key of “{label}” several times without that proving it dead.',
    hint: 'Look at its page whether the key is gone there. Then finish without a proof; more tries could lock you out.',
  },
  'rotation.noNewKey': {
    message: 'No new key was pasted for “{label}” yet.',
    hint: 'Make one at the exchange, and paste it.',
  },
  'rotation.none': {
    message: 'No rotation of “{label}” is under way.',
    hint: 'Begin one, or look at the list of rotations: it may have been finished or cancelled elsewhere.',
  },
  'rotation.notNow': {
    message: 'The rotation of “{label}” stands at “{state}”, where this step ({step}) is not possible.',
    hint: 'Nothing was done. Look at what its next step is.',
  },
  'rotation.notProven': {
    message: 'Nothing has proven the old key of “{label}” dead yet.',
    hint: 'Prove it first, or say that you finish without a proof.',
  },
  'rotation.otherAccount': {
    message: 'The new key belongs to another account at the exchange than the old key of “{label}”.',
    hint: 'Make the new key in the account of the old one. To use another account, add its key as a key of its own.',
  },
  'rotation.otherExchange': {
    message: 'What was pasted is a key of {found}; “{label}” is one of {wanted}.',
    hint: 'Make the new key at {wanted}, and paste that one. Nothing was changed.',
  },
  'rotation.sameKey': {
    message: 'This is the key of “{label}” that is to be replaced.',
    hint: 'Make a new key at the exchange, and paste that one. Nothing was changed.',
  },
  'rotation.tokensLack': {
    message: 'The new key lacks rights that {count} tokens of “{label}” need.',
    hint: 'Give the new key these rights at the exchange and test it again, or go on despite that.',
  },
  'rotation.tooManyKept': {
    message: '“{label}” has many old keys that are still kept.',
    hint: 'Wait until the oldest of them is wiped, and finish then.',
  },
  'rotation.tooSoon': {
    message: 'The old key of “{label}” was refused just now, and it is too soon to ask again.',
    hint: 'Try again in {minutes} minutes: an exchange may lock out whoever asks too often with a dead key.',
  },
  'rotation.underWay': {
    message: 'A rotation of “{label}” is under way.',
    hint: 'Finish or cancel it first.',
  },
  'run.noCommand': {
    message: 'The program could not be started ({why}).',
    hint: 'Check its name after “--” and that it may be run. Nothing was done with the token.',
  },
  'runtime.unacknowledged': {
    message: 'This is the evaluation runtime: an old browser engine without security fixes.',
    hint: 'Use practice keys, or type the acknowledgement to add a real key all the same.',
  },
  'rotation.later': {
    message: 'Some keys would come due later by this.',
    hint: 'Nothing was changed. To be reminded later needs your authorization: `keyhaven edit` and `keyhaven rotation` ask for it.',
  },
  'rotation.notKeptAlive': {
    message: 'The exchange did not accept the key just now, so it was not kept alive: {code}.',
    hint: 'Look at the key: its last test says why, and what to do.',
  },
  'server.busy': {
    message: 'Another Keyhaven serves this data folder already ({holder}).',
    hint: 'Use it there, or end it first: `keyhaven stop`.',
  },
  'server.none': {
    message: 'No Keyhaven is running for this data folder.',
    hint: 'Each command opens the vault for itself then, and locks it again. Start the app or `keyhaven serve` for one that stays.',
  },
  'token.ambiguous': {
    message: 'More than one token fits “{name}”.',
    hint: 'Use the id from the list.',
  },
  'token.changed': {
    message: 'The token “{label}” was changed by somebody else just now.',
    hint: 'Nothing was done. Look at it, and try again.',
  },
  'token.kind': {
    message: '{exchange} has no keys of the kind {kind}.',
    hint: 'Leave the kind out: hmac is what every tool can sign with.',
  },
  'token.noPort': {
    message: 'No free port was found for the token.',
    hint: 'Nothing was made. Other programs listen on very many ports of this computer; end some of them and try again.',
  },
  'token.noServer': {
    message: 'No Keyhaven is running here, so nothing answers at the token’s address.',
    hint: 'Start the app or `keyhaven serve`, and try again.',
  },
  'token.notServed': {
    message: 'Tokens for {exchange} are not served yet.',
    hint: 'Use a key of Binance or OKX, or one of the practice exchange.',
  },
  'token.state': {
    message: 'The token “{label}” is {state}, so this cannot be done: {move}.',
    hint: 'Look at it with `keyhaven token show`. What is revoked or ended stays so; make a new token.',
  },
  'token.tooLong': {
    message: 'A token lives and waits for 30 days at most.',
    hint: 'Choose a shorter time; it can be renewed before its end.',
  },
  'token.tooMany': {
    message: 'The vault holds {limit} tokens, as many as it takes.',
    hint: 'Nothing was made. Tokens that are over are kept, so that their use is seen.',
  },
  'token.unknown': {
    message: 'There is no such token.',
    hint: 'List the tokens and choose one of them.',
  },
  'token.wrongAccount': {
    message: 'The policy is for another account than that of the key “{label}”.',
    hint: 'Nothing was made. Name the key’s label or account after “on” in the policy, or leave it out.',
  },
  'token.wrongExchange': {
    message: 'The policy is for {policy}, and the key is one of {exchange}.',
    hint: 'Nothing was made. Choose a key of that exchange, or change the policy’s first line.',
  },
  'usage.badOption': {
    message: '{why}.',
    hint: 'See --help.',
  },
  'vault.busy': {
    message: 'The vault is in use by another Keyhaven ({holder}).',
    hint: 'Close it, or use it there.',
  },
  'vault.changed': {
    message: 'The vault file was changed by another program since it was opened.',
    hint: 'Nothing was written. Lock the vault and unlock it again, then repeat the change.',
  },
  'vault.corrupt': {
    message: 'The vault file is damaged ({where}).',
    hint: 'Nothing was changed. Restore a backup or an older generation; keep the damaged file.',
  },
  'vault.diskFull': {
    message: 'The disk is full.',
    hint: 'Nothing was lost: the vault is as it was before. Make room and try again.',
  },
  'vault.exists': {
    message: 'There is a vault here already.',
    hint: 'Unlock it, or choose another data folder.',
  },
  'vault.linked': {
    message: 'The data folder or the vault in it is a link or belongs to someone else.',
    hint: 'Move it to a plain folder that only you can read: chmod 700 on the folder, chmod 600 on the files.',
  },
  'vault.locked': {
    message: 'The vault is locked.',
    hint: 'Unlock it first, in the window or with `keyhaven unlock`.',
  },
  'vault.newer': {
    message: 'The vault has format {found}; this Keyhaven knows formats up to {known}.',
    hint: 'Use a newer Keyhaven. The file was not touched.',
  },
  'vault.noSecret': {
    message: 'The vault holds no such secret.',
    hint: 'List the keys and choose one of them.',
  },
  'vault.noPassphrase': {
    message: 'This vault opens without a passphrase, so there is none to change.',
    hint: 'Change how the vault opens instead, to a way with a passphrase.',
  },
  'vault.none': {
    message: 'There is no vault yet.',
    hint: 'Create one first.',
  },
  'vault.passphraseNeeded': {
    message: 'This vault opens with a passphrase.',
    hint: 'Type the passphrase.',
  },
  'vault.passphraseWeak': {
    message: 'The passphrase is too short (at least {least} characters).',
    hint: 'Choose a longer one; several words are easy to remember.',
  },
  'vault.readOnly': {
    message: 'The data folder cannot be written.',
    hint: 'Nothing was lost. Make the folder writable for you and try again.',
  },
  'vault.tooBig': {
    message: '{what} is too big ({found}; at most {limit}).',
    hint: 'Shorten it and try again.',
  },
  'vault.unreadable': {
    message: 'The vault could not be read.',
    hint: 'Nothing was changed. Check the disk, and that the data folder can be read by you.',
  },
  'vault.writeFailed': {
    message: 'The vault could not be saved.',
    hint: 'Nothing was lost: the vault is as it was before. Check the disk and try again.',
  },
  'vault.wrongRecoveryCode': {
    message: 'The recovery code is not right.',
    hint: 'Check each group; letters and digits that look alike are read as the same.',
  },
} as const satisfies Record<string, { message: string; hint: string }>;

export type ErrorCode = keyof typeof errorTable;

type Names<T extends string> = T extends `${string}{${infer N}}${infer Rest}` ? N | Names<Rest> : never;
type ParametersOf<C extends ErrorCode> = Names<(typeof errorTable)[C]['message'] | (typeof errorTable)[C]['hint']>;

/** The parameters that the texts of a code name; none where they name none. */
export type ErrorParameters<C extends ErrorCode> = [ParametersOf<C>] extends [never]
  ? []
  : [parameters: Record<ParametersOf<C>, string | number>];
