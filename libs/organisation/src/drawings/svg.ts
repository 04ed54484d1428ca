import type { UnsafePart } from '@cockpit/contracts';
import { SaxesParser, type SaxesTagNS } from 'saxes';

export interface CleanSvg {
  readonly svg: string;
  readonly width: number;
  readonly height: number;
  readonly removed: readonly { part: UnsafePart; count: number }[];
}
/** Why a file cannot be used as a drawing. */
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
/** Allowed elements. Everything else is removed. */
const ALLOWED = new Set(
  `svg g defs symbol use path rect circle ellipse line polyline polygon text tspan textPath title desc image style
   linearGradient radialGradient stop clipPath mask pattern marker`.split(/\s+/),
);
/** Containers that are unwrapped. */
const WRAPPERS = new Set(['a', 'switch']);
const UNSAFE_ELEMENTS: Readonly<Record<string, UnsafePart>> = {
  script: 'script',
  handler: 'script',
  listener: 'script',
  foreignObject: 'foreign-object',
  animate: 'animation',
  animateTransform: 'animation',
  animateMotion: 'animation',
  set: 'animation',
};
const MAX_ELEMENTS = 100_000;
const MAX_DEPTH = 200;
const INTERNAL_REFERENCE = /^#[\w.:-]+$/;
const EMBEDDED_IMAGE = /^data:image\/(?:png|jpeg);base64,[A-Za-z0-9+/=\s]+$/;
/** CSS that refers outside the file; escapes are refused because they can hide such a reference. */
const EXTERNAL_REFERENCE = /@import|@font-face|expression\s*\(|\\|<|(?:url|src|image|image-set)\s*\(\s*(?!["']?#)/i;
const SCRIPT_URL = /^\s*(?:javascript|vbscript|data):/i;

/**
 * Rebuilds an SVG from allowed elements only. The dashboard shows it as an image, which runs and loads nothing; it is
 * cleaned anyway because people may open the file directly.
 * @throws {UnusableSvg}
 */
export function cleanSvg(text: string): CleanSvg {
  const counts = new Map<UnsafePart, number>();
  const out: string[] = [];
  /** open elements: the written name; null drops the element with its content; '' drops only the tag */
  const open: (string | null)[] = [];
  let elements = 0;
  let size: Size | null = null;
  let css: string[] | null = null;
  const countRemoved = (part: UnsafePart): void => {
    counts.set(part, (counts.get(part) ?? 0) + 1);
  };
  const parser = new SaxesParser({ xmlns: true });
  // the parser knows no custom entities, so none can expand or load anything
  parser.on('error', (error) => {
    throw new UnusableSvg('not-xml', error.message);
  });
  parser.on('opentag', (tag) => {
    if ((elements += 1) > MAX_ELEMENTS || open.length >= MAX_DEPTH)
      throw new UnusableSvg(
        'too-complex',
        `more than ${String(MAX_ELEMENTS)} elements, or ${String(MAX_DEPTH)} within each other`,
      );
    if (open.length === 0) {
      if (tag.uri !== SVG || tag.local !== 'svg') throw new UnusableSvg('not-svg', `begins with <${tag.name}>`);
      size = sizeOf(tag);
    }
    if (open.at(-1) === null) return void open.push(null);
    const unsafe = UNSAFE_ELEMENTS[tag.local];
    if (unsafe !== undefined) countRemoved(unsafe);
    if (tag.uri !== SVG || unsafe !== undefined || !(ALLOWED.has(tag.local) || WRAPPERS.has(tag.local)))
      return void open.push(null);
    if (WRAPPERS.has(tag.local)) return void open.push('');
    const attributes = attributesOf(tag, countRemoved);
    if (tag.local === 'image' && !attributes.some(({ name }) => name === 'href')) return void open.push(null);
    if (tag.local === 'style') css = [];
    const first = open.length === 0;
    const written = attributes.filter(({ name }) => !first || !ROOT_ATTRIBUTES.has(name));
    out.push(`<${tag.local}${first ? rootAttributes(size) : ''}`);
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
      if (EXTERNAL_REFERENCE.test(sheet)) countRemoved('outside-reference');
      else out.push(escaped(sheet));
      css = null;
    }
    out.push(`</${name}>`);
  });
  parser.write(text).close();
  // the handler sets it, which type narrowing does not see
  const found = size as Size | null;
  if (found === null) throw new UnusableSvg('not-svg', 'nothing in it');
  const { width, height } = found;
  return { svg: out.join(''), width, height, removed: [...counts].map(([part, count]) => ({ part, count })) };
}

interface Size {
  readonly width: number;
  readonly height: number;
  /** origin of the viewBox */
  readonly left: number;
  readonly top: number;
}
/** Root attributes that are written anew. */
const ROOT_ATTRIBUTES = new Set(['width', 'height', 'viewBox', 'preserveAspectRatio']);

interface Attribute {
  readonly name: string;
  readonly value: string;
}
function attributesOf(tag: SaxesTagNS, countRemoved: (part: UnsafePart) => void): Attribute[] {
  return Object.values(tag.attributes).flatMap(({ uri, prefix, local, value }): Attribute[] => {
    if (/^on/i.test(local)) {
      countRemoved('event-handler');
      return [];
    }
    if (local === 'href' && (uri === '' || uri === XLINK)) {
      const isInternal = INTERNAL_REFERENCE.test(value) || (tag.local === 'image' && EMBEDDED_IMAGE.test(value));
      if (!isInternal) countRemoved('outside-reference');
      return isInternal ? [{ name: 'href', value }] : [];
    }
    // attributes and declarations of other namespaces
    if (uri !== '' || prefix !== '' || local === 'xmlns' || local === 'src') return [];
    if (EXTERNAL_REFERENCE.test(value) || SCRIPT_URL.test(value)) {
      countRemoved('outside-reference');
      return [];
    }
    return [{ name: local, value }];
  });
}

/** Only the proportion matters, so the unit is ignored. */
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

function rootAttributes(size: Size | null): string {
  if (size === null) return '';
  const { width, height, left, top } = size;
  const box = [left, top, width, height].map(String).join(' ');
  return ` xmlns="${SVG}" viewBox="${box}" width="${String(width)}" height="${String(height)}" preserveAspectRatio="none"`;
}

const escaped = (text: string): string =>
  text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;');
