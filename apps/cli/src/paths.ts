import { resolve } from 'node:path';

/** A path as it was typed means the directory the command was called from; it is used and printed whole. */
export const asPath = (typed: string): string => resolve(typed);
