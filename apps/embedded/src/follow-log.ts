import { closeSync, existsSync, fstatSync, openSync, readSync } from 'node:fs';

/**
 * Calls `hear` for each line added to a file after its first `from` bytes.
 * @returns function that stops, after the last line
 */
export function followLog(file: string, from: number, onLine: (line: string) => void): () => void {
  let at = from;
  let rest = '';
  const read = (): void => {
    const chunk = readFrom(file, at);
    at += chunk.length;
    const lines = (rest + chunk.toString('utf8')).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) if (line.trim() !== '') onLine(line);
  };
  const timer = setInterval(read, 100);
  return () => {
    clearInterval(timer);
    read();
  };
}

function readFrom(file: string, at: number): Buffer {
  // the file has no content yet
  if (!existsSync(file)) return Buffer.alloc(0);
  const handle = openSync(file, 'r');
  try {
    const chunk = Buffer.alloc(Math.max(0, fstatSync(handle).size - at));
    return chunk.subarray(0, readSync(handle, chunk, 0, chunk.length, at));
  } finally {
    closeSync(handle);
  }
}
