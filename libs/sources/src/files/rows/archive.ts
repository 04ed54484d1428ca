import { readFile } from 'node:fs/promises';
import { setImmediate as breathe } from 'node:timers/promises';
import { Unzip, UnzipInflate } from 'fflate';
import { UnreadableFile } from '../misuse';

/** Maximum decompressed size of a workbook, against decompression bombs. */
export const MOST_INSIDE = 64 * 1024 * 1024;
const PIECE = 64 * 1024;

/**
 * Selected files of a ZIP archive by name.
 * @throws {UnreadableFile} when it is no archive, broken, or too large inside
 */
export async function unpacked(path: string, isWanted: (name: string) => boolean): Promise<Map<string, Uint8Array>> {
  const body = await readFile(path);
  const files = new Map<string, Uint8Array[]>();
  let size = 0;
  const unzip = new Unzip((file) => {
    if (!isWanted(file.name)) return;
    const pieces: Uint8Array[] = [];
    files.set(file.name, pieces);
    file.ondata = (error, piece) => {
      if (error !== null) throw error;
      size += piece.length;
      if (size > MOST_INSIDE)
        throw new UnreadableFile(
          'file-too-large-inside',
          `the workbook unpacks to more than ${String(MOST_INSIDE / 1024 / 1024)} MiB`,
          {
            mib: MOST_INSIDE / 1024 / 1024,
          },
        );
      pieces.push(piece);
    };
    file.start();
  });
  unzip.register(UnzipInflate);
  try {
    for (let at = 0; at < body.length; at += PIECE) {
      unzip.push(body.subarray(at, at + PIECE), at + PIECE >= body.length);
      await breathe();
    }
  } catch (error) {
    if (error instanceof UnreadableFile) throw error;
    throw notAWorkbook();
  }
  return new Map([...files].map(([name, pieces]) => [name, Buffer.concat(pieces)]));
}

export const notAWorkbook = (): UnreadableFile =>
  new UnreadableFile('file-not-workbook', 'this is no .xlsx workbook: save it as one, or as CSV');
