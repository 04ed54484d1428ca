import { AppError } from '@cockpit/platform';

const MIB = 1024 * 1024;
/** of a request as it is sent */
export const MAX_BODY = 8 * MIB;
/** of a packed one when it has been unpacked */
export const MAX_INFLATED = 64 * MIB;

export const tooLarge = (detail: string): AppError => new AppError('too-large', 413, { detail });
