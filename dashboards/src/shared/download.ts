/** Hands a text to the browser as a file. A mark at its start tells spreadsheets that it is UTF-8. */
export function download(name: string, text: string, type: string): void {
  const url = URL.createObjectURL(new Blob(['\ufeff', text], { type }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  URL.revokeObjectURL(url);
}
