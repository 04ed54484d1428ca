import { ImportMisuse, UnreadableFile } from '../files/misuse';
import { unprocessable } from '@cockpit/platform';

/** A file that cannot be read is the sender's to mend: what is wrong and what would be right, in words for screens. */
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
