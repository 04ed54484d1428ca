/** Supported encodings of text files. */
export const ENCODINGS = ['utf8', 'utf16le', 'latin1', 'gb18030'] as const;
export type Encoding = (typeof ENCODINGS)[number];

export const ROW_FORMATS = ['csv', 'ndjson', 'xes', 'xlsx'] as const;
export type RowFormat = (typeof ROW_FORMATS)[number];

/** Errors of a file as a whole. */
export const FILE_FAULTS = [
  'file-empty',
  'file-not-workbook',
  'file-too-large-inside',
  'file-no-sheet',
  'file-quote-open',
  'file-quote-inside',
  'file-line-too-long',
  'file-not-encoded',
  'file-not-gzip',
  'file-columns',
] as const;
export type FileFault = (typeof FILE_FAULTS)[number];

/** Why an external database could not be read. */
export const DATABASE_FAULTS = [
  'database-forbidden',
  'database-refused',
  'database-refused-plain',
  'database-no-right',
  'database-missing',
  'database-lacks',
  'database-slow',
  'database-list-slow',
  'database-away',
  'database-unknown-host',
  'database-other',
  'database-wants-tls',
  'database-no-tls',
  'database-untrusted',
  'database-other-name',
  'database-bad-ca',
  'database-unreadable',
] as const;
export type DatabaseFaultCode = (typeof DATABASE_FAULTS)[number];
