import { z } from 'zod';
import { maskNumbers } from './numbers';

/** Free text for storage: personal numbers are replaced by their kind. */
export const maskFreeText = (text: string): string =>
  maskNumbers(text, 'text', (_, kind) => (kind === 'document' ? '[证件号]' : '[电话号]'));

/**
 * Text written by people: reasons, notes, names of halls and places. Personal numbers are masked while the request is parsed, so that no
 * route can forget it.
 */
export const freeText = (most: number) => z.string().trim().max(most).overwrite(maskFreeText);

/** For names that cannot be masked, because they are lookup keys. */
export const isNoPersonsNumber = (name: string): boolean => maskNumbers(name, 'id', () => '') === name;
