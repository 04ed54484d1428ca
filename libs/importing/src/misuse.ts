/** The command, the mapping or the file's columns are wrong: nothing was begun. */
export class ImportMisuse extends Error {}

/** The file is not wrong in a row, but as a whole: what is wrong, and what would be right, in English and as a code. */
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
export const FILE_FAULTS = [
  'file-empty',
  'file-not-workbook',
  'file-too-large-inside',
  'file-no-sheet',
  'file-quote-open',
  'file-quote-inside',
  'file-not-encoded',
  'file-not-gzip',
] as const;
export type FileFault = (typeof FILE_FAULTS)[number];
