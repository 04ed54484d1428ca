import { z } from 'zod';
import { maskNumbers } from './numbers';

/** Free text as it may be kept: a personal number in it is replaced by what kind of number it was. */
export const maskFreeText = (text: string): string =>
  maskNumbers(text, 'text', (_, kind) => (kind === 'document' ? '[证件号]' : '[电话号]'));

/**
 * What people write in their own words: reasons, notes, names of halls and places. Personal numbers in it are masked as the
 * request is read, so that no route can forget it.
 */
export const freeText = (most: number) => z.string().trim().max(most).overwrite(maskFreeText);

/** For names that cannot be masked, because something is found by them. */
export const isNoPersonsNumber = (name: string): boolean => maskNumbers(name, 'id', () => '') === name;
