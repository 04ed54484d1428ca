/** Width and height from the file header; null if unreadable. */
export function pictureSize(body: Buffer, mime: 'image/png' | 'image/jpeg'): { width: number; height: number } | null {
  const size = mime === 'image/png' ? pngSize(body) : jpegSize(body);
  return size !== null && size.width > 0 && size.height > 0 ? size : null;
}

/** The first chunk is always `IHDR`, followed by width and height. */
function pngSize(body: Buffer): { width: number; height: number } | null {
  if (body.length < 24 || body.toString('latin1', 12, 16) !== 'IHDR') return null;
  return { width: body.readUInt32BE(16), height: body.readUInt32BE(20) };
}

const FRAME_FROM = 0xc0;
const FRAME_TO = 0xcf;
/** in the range of frame markers, but these are tables */
const NO_FRAMES = new Set([0xc4, 0xc8, 0xcc]);

/** Walks the segments to the first frame, which stores height before width. */
function jpegSize(body: Buffer): { width: number; height: number } | null {
  let at = 2;
  while (at + 9 < body.length) {
    if (body[at] !== 0xff) return null;
    const kind = body[at + 1] ?? 0;
    // fill bytes may precede a segment
    if (kind === 0xff) {
      at += 1;
      continue;
    }
    if (kind >= FRAME_FROM && kind <= FRAME_TO && !NO_FRAMES.has(kind))
      return { height: body.readUInt16BE(at + 5), width: body.readUInt16BE(at + 7) };
    const length = body.readUInt16BE(at + 2);
    if (length < 2) return null;
    at += 2 + length;
  }
  return null;
}
