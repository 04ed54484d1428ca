/** Tables as files: CSV for programs, a workbook for people. Pure but for `save`. */
export type Cell = string | number | null;

/** A cell that begins like a formula is made text: opening a file must not run what somebody typed. */
function csvCell(cell: Cell): string {
  if (cell === null) return '';
  if (typeof cell === 'number') return String(cell);
  const safe = /^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** The byte order mark, without which spreadsheets misread Chinese; reading an answer as text takes it off. */
export const BOM = '\ufeff';

export const csvOf = (rows: readonly (readonly Cell[])[]): string =>
  `${BOM}${rows.map((row) => `${row.map(csvCell).join(',')}\r\n`).join('')}`;

/** Offers bytes or text as a file to keep. */
export function save(name: string, content: BlobPart, type: string): void {
  const url = URL.createObjectURL(new Blob([content], { type }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  URL.revokeObjectURL(url);
}
