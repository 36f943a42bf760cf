import type { Every } from '../../../core/contract/rotation';
import { policyTexts } from './texts';

export const everyWords = (every: Every): string => (every === 'off' ? policyTexts.off : policyTexts.every(every));
