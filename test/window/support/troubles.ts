import { KeychainTrouble } from '../../../core/contract/words';
import { troubleWords } from '../../../renderer/lib/words';

/** Every trouble that the contract names, with the title its screen has. */
export const keychainTroubles = KeychainTrouble.options.map((trouble) => ({ trouble, ...troubleWords[trouble] }));
