/** One piece of a font: the signs that it draws, and where its file is. */
export interface FontFace {
  readonly family: string;
  readonly weight: string;
  /** as the style sheet says it: `U+4E00-4E03, U+30??` */
  readonly range: string;
  readonly url: string;
}

/** The pieces of the fonts of this page; a style sheet of another address tells nothing. */
export function facesOfPage(): FontFace[] {
  return [...document.styleSheets].flatMap((sheet) =>
    rulesOf(sheet).flatMap((rule): FontFace[] => {
      if (!(rule instanceof CSSFontFaceRule)) return [];
      const said = (name: string): string => rule.style.getPropertyValue(name);
      const file = /url\("?([^")]+)"?\)/.exec(said('src'))?.[1];
      if (file === undefined) return [];
      const url = new URL(file, sheet.href ?? document.baseURI).href;
      return [{ family: said('font-family'), weight: said('font-weight'), range: said('unicode-range'), url }];
    }),
  );
}

const rulesOf = (sheet: CSSStyleSheet): CSSRule[] => {
  try {
    return [...sheet.cssRules];
  } catch {
    return [];
  }
};

/** Those that draw a sign of a text; a piece that names no range draws every sign. */
export function facesFor(text: string, faces: readonly FontFace[]): FontFace[] {
  const signs = new Set(Array.from(text, (sign) => sign.codePointAt(0) ?? 0));
  return faces.filter(({ range }) => {
    const spans = spansOf(range);
    return spans.length === 0 || [...signs].some((sign) => spans.some(([from, to]) => from <= sign && sign <= to));
  });
}

const spansOf = (range: string): [number, number][] =>
  range
    .split(',')
    .map((one) => one.trim().replace(/^u\+/i, ''))
    .filter((one) => one !== '')
    .map((one) => {
      const [from = '', to = from] = one.split('-');
      return [parseInt(from.replaceAll('?', '0'), 16), parseInt(to.replaceAll('?', 'F'), 16)];
    });

/** Style rules with the files inside: a picture that the browser draws sees no font of the page, and fetches none. @throws {TypeError} when a file cannot be had */
export async function embedded(faces: readonly FontFace[]): Promise<string> {
  const rules = await Promise.all(
    faces.map(async ({ family, weight, range, url }) => {
      const answer = await fetch(url);
      if (!answer.ok) throw new TypeError(`no font at ${url}: ${String(answer.status)}`);
      const file = await dataUrl(await answer.blob());
      return `@font-face{font-family:${family};font-weight:${weight || 'normal'};${range === '' ? '' : `unicode-range:${range};`}src:url("${file}")}`;
    }),
  );
  return rules.join('');
}

const dataUrl = (blob: Blob): Promise<string> =>
  new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => {
      resolve(reader.result as string);
    };
    reader.onerror = () => {
      reject(new TypeError('the file of a font could not be read'));
    };
    reader.readAsDataURL(blob);
  });
