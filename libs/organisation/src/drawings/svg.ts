import type { UnsafePart } from '@cockpit/contracts';
import { SaxesParser, type SaxesTagNS } from 'saxes';

export interface CleanSvg {
  readonly svg: string;
  readonly width: number;
  readonly height: number;
  readonly removed: readonly { part: UnsafePart; count: number }[];
}
/** Why a file cannot be taken as a drawing at all. */
export type SvgFault = 'not-xml' | 'not-svg' | 'no-size' | 'too-complex';
export class UnusableSvg extends Error {
  constructor(
    readonly fault: SvgFault,
    detail: string,
  ) {
    super(detail);
  }
}

const SVG = 'http://www.w3.org/2000/svg';
const XLINK = 'http://www.w3.org/1999/xlink';
/** What draws. Everything else is left out, whatever it is called. */
const DRAWS = new Set(
  `svg g defs symbol use path rect circle ellipse line polyline polygon text tspan textPath title desc image style
   linearGradient radialGradient stop clipPath mask pattern marker`.split(/\s+/),
);
/** Only a frame around what draws. */
const FRAMES = new Set(['a', 'switch']);
const UNSAFE_ELEMENTS: Readonly<Record<string, UnsafePart>> = {
  ...{ script: 'script', handler: 'script', listener: 'script', foreignObject: 'foreign-object' },
  ...{ animate: 'animation', animateTransform: 'animation', animateMotion: 'animation', set: 'animation' },
};
const MOST_ELEMENTS = 100_000;
const DEEPEST = 200;
const OWN_PIECE = /^#[\w.:-]+$/;
const OWN_IMAGE = /^data:image\/(?:png|jpeg);base64,[A-Za-z0-9+/=\s]+$/;
/** A style that reaches beyond the file, by whatever way: escapes can spell any of them. */
const REACHES_OUT = /@import|@font-face|expression\s*\(|\\|<|(?:url|src|image|image-set)\s*\(\s*(?!["']?#)/i;
const RUNS = /^\s*(?:javascript|vbscript|data):/i;

/**
 * An SVG as it may be shown: written anew from what draws, and from nothing else. A drawing is only ever shown as an image, in
 * which a browser runs and fetches nothing; what is kept is clean all the same, since somebody may open it by itself.
 * @throws {UnusableSvg}
 */
export function cleanSvg(text: string): CleanSvg {
  const counts = new Map<UnsafePart, number>();
  const out: string[] = [];
  /** elements that are open: what they are written as; null: not at all, with all that is in them; '': without themselves */
  const open: (string | null)[] = [];
  let elements = 0;
  let size: Size | null = null;
  let css: string[] | null = null;
  const take = (part: UnsafePart): void => {
    counts.set(part, (counts.get(part) ?? 0) + 1);
  };
  const parser = new SaxesParser({ xmlns: true });
  // entities of its own are not known here, so none can grow or fetch anything: naming one is a fault
  parser.on('error', (error) => {
    throw new UnusableSvg('not-xml', error.message);
  });
  parser.on('opentag', (tag) => {
    if ((elements += 1) > MOST_ELEMENTS || open.length >= DEEPEST)
      throw new UnusableSvg(
        'too-complex',
        `more than ${String(MOST_ELEMENTS)} elements, or ${String(DEEPEST)} within each other`,
      );
    if (open.length === 0) {
      if (tag.uri !== SVG || tag.local !== 'svg') throw new UnusableSvg('not-svg', `begins with <${tag.name}>`);
      size = sizeOf(tag);
    }
    if (open.at(-1) === null) return void open.push(null);
    const unsafe = UNSAFE_ELEMENTS[tag.local];
    if (unsafe !== undefined) take(unsafe);
    if (tag.uri !== SVG || unsafe !== undefined || !(DRAWS.has(tag.local) || FRAMES.has(tag.local)))
      return void open.push(null);
    if (FRAMES.has(tag.local)) return void open.push('');
    const attributes = attributesOf(tag, take);
    if (tag.local === 'image' && !attributes.some(({ name }) => name === 'href')) return void open.push(null);
    if (tag.local === 'style') css = [];
    const first = open.length === 0;
    const written = attributes.filter(({ name }) => !first || !FRAME.has(name));
    out.push(`<${tag.local}${first ? frameOf(size) : ''}`);
    for (const { name, value } of written) out.push(` ${name}="${escaped(value)}"`);
    out.push('>');
    open.push(tag.local);
  });
  const write = (piece: string): void => {
    const within = open.at(-1);
    if (within === null || within === undefined || within === '') return;
    if (css !== null) css.push(piece);
    else out.push(escaped(piece));
  };
  parser.on('text', write);
  parser.on('cdata', write);
  parser.on('closetag', () => {
    const name = open.pop();
    if (name === undefined || name === null || name === '') return;
    if (name === 'style' && css !== null) {
      const sheet = css.join('');
      if (REACHES_OUT.test(sheet)) take('outside-reference');
      else out.push(escaped(sheet));
      css = null;
    }
    out.push(`</${name}>`);
  });
  parser.write(text).close();
  // the parser sets it, which types do not see
  const found = size as Size | null;
  if (found === null) throw new UnusableSvg('not-svg', 'nothing in it');
  const { width, height } = found;
  return {
    ...{ svg: out.join(''), width, height },
    removed: [...counts].map(([part, count]) => ({ part, count })),
  };
}

interface Size {
  readonly width: number;
  readonly height: number;
  /** where its viewBox begins */
  readonly left: number;
  readonly top: number;
}
/** What the root gets anew. */
const FRAME = new Set(['width', 'height', 'viewBox', 'preserveAspectRatio']);

interface Attribute {
  readonly name: string;
  readonly value: string;
}
function attributesOf(tag: SaxesTagNS, take: (part: UnsafePart) => void): Attribute[] {
  return Object.values(tag.attributes).flatMap(({ uri, prefix, local, value }): Attribute[] => {
    if (/^on/i.test(local)) {
      take('event-handler');
      return [];
    }
    if (local === 'href' && (uri === '' || uri === XLINK)) {
      const own = OWN_PIECE.test(value) || (tag.local === 'image' && OWN_IMAGE.test(value));
      if (!own) take('outside-reference');
      return own ? [{ name: 'href', value }] : [];
    }
    // names of other programs, and declarations of them
    if (uri !== '' || prefix !== '' || local === 'xmlns' || local === 'src') return [];
    if (REACHES_OUT.test(value) || RUNS.test(value)) {
      take('outside-reference');
      return [];
    }
    return [{ name: local, value }];
  });
}

/** Only proportion matters: whatever unit it is written in, both sides are in the same. */
function sizeOf({ attributes }: SaxesTagNS): Size {
  const box = (attributes['viewBox']?.value ?? '')
    .trim()
    .split(/[\s,]+/)
    .map(Number);
  const [left = NaN, top = NaN, boxWidth = NaN, boxHeight = NaN] = box;
  if (box.length === 4 && [left, top].every(Number.isFinite) && isSide(boxWidth) && isSide(boxHeight))
    return { width: boxWidth, height: boxHeight, left, top };
  const [width, height] = ['width', 'height'].map((name) => {
    const value = attributes[name]?.value ?? '';
    return value.trim().endsWith('%') ? NaN : parseFloat(value);
  });
  if (isSide(width) && isSide(height)) return { width, height, left: 0, top: 0 };
  throw new UnusableSvg('no-size', 'neither viewBox nor width and height');
}
const isSide = (value: number | undefined): value is number =>
  value !== undefined && Number.isFinite(value) && value > 0 && value < 1e7;

function frameOf(size: Size | null): string {
  if (size === null) return '';
  const { width, height, left, top } = size;
  const box = [left, top, width, height].map(String).join(' ');
  return ` xmlns="${SVG}" viewBox="${box}" width="${String(width)}" height="${String(height)}" preserveAspectRatio="none"`;
}

const escaped = (text: string): string =>
  text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;');
