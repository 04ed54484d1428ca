import { AppError } from '@cockpit/platform';

const MIB = 1024 * 1024;
/** limit of a request body as sent */
export const MAX_BODY = 8 * MIB;
/** limit of a decompressed body */
export const MAX_INFLATED = 64 * MIB;

export const tooLarge = (detail: string): AppError => new AppError('too-large', 413, { detail });
