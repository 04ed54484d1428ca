import { hasOwnFont } from './own-font';

const FAMILY = 'Noto Sans SC Variable';
/** A page that waits for its glyphs longer than this is shown without; its letters come file by file then. */
const LONGEST_MS = 1000;

interface Piece {
  /** as `unicode-range` of CSS */
  range: string;
  bytes: number;
}

/**
 * Brings the glyphs that the words of a page are written with, before the page asks for the whole files they are from. Never fails: without
 * them the page looks the same a little later. A device with a Chinese font of its own needs none. @param url made by `build/glyphs.ts`
 */
export async function bringGlyphs(url: string): Promise<void> {
  if (await hasOwnFont()) return;
  const late = new Promise<void>((resolve) => {
    setTimeout(resolve, LONGEST_MS);
  });
  await Promise.race([take(url).catch(() => undefined), late]);
}

async function take(url: string): Promise<void> {
  const answer = await fetch(url);
  if (!answer.ok) return;
  const pack = await answer.arrayBuffer();
  const begin = 4 + new DataView(pack).getUint32(0, true);
  const list = JSON.parse(new TextDecoder().decode(pack.slice(4, begin))) as Piece[];
  let at = begin;
  await Promise.all(
    list.map(({ range, bytes }) => {
      const face = new FontFace(FAMILY, pack.slice(at, (at += bytes)), { weight: '100 900', unicodeRange: range });
      document.fonts.add(face);
      return face.load();
    }),
  );
}
