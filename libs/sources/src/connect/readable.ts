import { ImportMisuse, UnreadableFile } from '../files/misuse';
import { unprocessable } from '@cockpit/platform';

/** Turns an unreadable file into a 422 that says what is wrong and what would be right. */
export async function readable<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof ImportMisuse)) throw error;
    const { message } = error;
    throw unprocessable('unreadable-file', message, [
      error instanceof UnreadableFile
        ? { path: '', message, code: error.code, params: { ...error.params } }
        : { path: '', message },
    ]);
  }
}
