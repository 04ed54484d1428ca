import type { Encoding } from '@cockpit/contracts';
import { open } from 'node:fs/promises';
import { createGunzip } from 'node:zlib';
import { createReadStream } from 'node:fs';
import { UnreadableFile } from '../misuse';

const HEAD_BYTES = 256 * 1024;

/** The first bytes of a file, decompressed if .gz. */
export async function headOf(path: string): Promise<Buffer> {
  if (path.toLowerCase().endsWith('.gz')) return unzippedHead(path);
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(HEAD_BYTES), 0, HEAD_BYTES, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}

async function unzippedHead(path: string): Promise<Buffer> {
  const raw = createReadStream(path);
  const gunzip = createGunzip();
  const pieces: Buffer[] = [];
  let size = 0;
  try {
    for await (const piece of raw.pipe(gunzip) as AsyncIterable<Buffer>) {
      pieces.push(piece);
      size += piece.length;
      if (size >= HEAD_BYTES) break;
    }
  } catch {
    throw new UnreadableFile('file-not-gzip', 'the file is named .gz and is no readable gzip');
  } finally {
    raw.destroy();
  }
  return Buffer.concat(pieces).subarray(0, HEAD_BYTES);
}

/** Detects the encoding: byte order mark, else UTF-8 if valid, else GB18030 if it reads as Chinese, else Latin-1. */
export function encodingOf(head: Buffer): Encoding {
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf16le';
  if (head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf) return 'utf8';
  if (isUtf16(head)) return 'utf16le';
  if (fits(head, 'utf-8')) return 'utf8';
  return fits(head, 'gb18030') && readsAsChinese(head) ? 'gb18030' : 'latin1';
}

/** Detects UTF-16 without mark: separators and digits have a zero byte beside them. */
function isUtf16(head: Buffer): boolean {
  let zeros = 0;
  for (let at = 1; at < head.length; at += 2) if (head[at] === 0) zeros += 1;
  return head.length > 3 && zeros > head.length / 8;
}

/** A character may be cut at the end of the head. */
function fits(head: Buffer, label: string): boolean {
  try {
    new TextDecoder(label, { fatal: true }).decode(head, { stream: true });
    return true;
  } catch {
    return false;
  }
}

/** Nearly all byte pairs are GB 2312 characters; accented letters beside plain ones are not. */
function readsAsChinese(head: Buffer): boolean {
  let [pairs, usual] = [0, 0];
  for (let at = 0; at < head.length - 1; at += 1) {
    const [lead, trail] = [head[at] ?? 0, head[at + 1] ?? 0];
    if (lead < 0x81) continue;
    pairs += 1;
    if (((lead >= 0xb0 && lead <= 0xf7) || (lead >= 0xa1 && lead <= 0xa9)) && trail >= 0xa1) usual += 1;
    at += 1;
  }
  return pairs > 0 && usual / pairs >= 0.8;
}

const SEPARATORS = [',', '\t', ';', '|'] as const;
const LINES = 30;

/** The separator that gives all lines the same, largest number of cells. */
export function delimiterOf(text: string): string {
  const lines = text
    .replace(/"(?:[^"]|"")*"/g, '')
    .split(/\r?\n/)
    .filter((line) => line.trim() !== '')
    .slice(0, LINES);
  const scored = SEPARATORS.map((sign) => {
    const counts = lines.map((line) => line.split(sign).length - 1);
    const first = counts[0] ?? 0;
    const equalShare = counts.filter((count) => count === first).length / Math.max(1, counts.length);
    return { sign, score: first === 0 ? 0 : equalShare * 10 + Math.min(first, 9) / 10 };
  });
  return scored.reduce((best, candidate) => (candidate.score > best.score ? candidate : best)).score === 0
    ? ','
    : scored.reduce((best, candidate) => (candidate.score > best.score ? candidate : best)).sign;
}
