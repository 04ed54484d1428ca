import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { PassThrough, pipeline, type Readable } from 'node:stream';
import { TextDecoderStream } from 'node:stream/web';
import { createGunzip } from 'node:zlib';
import { UnreadableFile } from '../misuse';
import type { RowOptions } from './row';

export interface TextFile {
  text: AsyncIterable<string>;
  /** share of the file read, 0–1, by bytes on disk */
  progress: () => number;
}

/** Opens a plain or .gz file as decoded text without byte order mark. */
export async function openText(path: string, encoding: RowOptions['encoding']): Promise<TextFile> {
  const { size } = await stat(path);
  const raw = createReadStream(path);
  const bytes: Readable = path.endsWith('.gz') ? pipe(raw, createGunzip()) : raw;
  // not `fatal`: one bad byte must not stop an import; it shows as � in its row
  const decoder = new TextDecoderStream(encoding === 'utf8' ? 'utf-8' : encoding === 'utf16le' ? 'utf-16le' : encoding);
  return { text: decode(bytes, decoder), progress: () => (size === 0 ? 1 : raw.bytesRead / size) };
}

function pipe(from: Readable, through: ReturnType<typeof createGunzip>): Readable {
  const out = new PassThrough();
  pipeline(from, through, out, (error) => {
    if (error) out.destroy(error);
  });
  return out;
}

async function* decode(bytes: Readable, decoder: TextDecoderStream): AsyncGenerator<string> {
  const writer = decoder.writable.getWriter();
  const reader = decoder.readable.getReader();
  // Writing and reading must run concurrently, because a write resolves only when read.
  const writing = (async () => {
    for await (const chunk of bytes as AsyncIterable<Buffer>) await writer.write(chunk);
    await writer.close();
  })();
  writing.catch((error: unknown) => writer.abort(error).catch(() => undefined));
  try {
    for (;;) {
      const { value, done } = await reader.read();
      if (done) break;
      if (value.length > 0) yield value;
    }
    await writing;
  } finally {
    // closes the file when the consumer stops early
    bytes.destroy();
  }
}

/** A longer line means another kind of file. */
const LONGEST_LINE = 8 * 1024 * 1024;

export async function* linesOf(text: AsyncIterable<string>): AsyncGenerator<string> {
  let rest = '';
  for await (const piece of text) {
    const lines = (rest + piece).split('\n');
    rest = lines.pop() ?? '';
    if (rest.length > LONGEST_LINE)
      throw new UnreadableFile('file-line-too-long', `a line of more than ${String(LONGEST_LINE / 1024 / 1024)} MiB`, {
        mib: LONGEST_LINE / 1024 / 1024,
      });
    for (const line of lines) yield line.endsWith('\r') ? line.slice(0, -1) : line;
  }
  if (rest !== '') yield rest;
}
