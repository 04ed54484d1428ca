import type { FileFault } from '@cockpit/contracts';

/** The command, the mapping or the file's columns are wrong; nothing was started. */
export class ImportMisuse extends Error {}

/** The whole file is unreadable: what is wrong and what would be right, in English and as a code. */
export class UnreadableFile extends ImportMisuse {
  override readonly name = 'UnreadableFile';
  constructor(
    readonly code: FileFault,
    message: string,
    readonly params: Readonly<Record<string, string | number>> = {},
  ) {
    super(message);
  }
}
