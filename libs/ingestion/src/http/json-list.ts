const QUOTE = 34;
const BACKSLASH = 92;
const COMMA = 44;
const OPEN = [91, 123];
const CLOSE = [93, 125];

/**
 * The elements of a JSON list as texts, found by brackets and quotes without reading them, so that a long list can be read a
 * little at a time. What an element says is for the parser to judge.
 * @throws {SyntaxError} when the text is no list
 */
export function* elementsOf(text: string): Generator<string> {
  let at = skipSpace(text, 0);
  if (text.charCodeAt(at) !== OPEN[0]) throw new SyntaxError('not a list');
  at += 1;
  let start = at;
  let depth = 0;
  let count = 0;
  for (; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) at = endOfString(text, at);
    else if (OPEN.includes(code)) depth += 1;
    else if (depth > 0) depth -= CLOSE.includes(code) ? 1 : 0;
    else if (code === COMMA || code === CLOSE[0]) {
      const element = text.slice(start, at).trim();
      const isEmptyList = code === CLOSE[0] && count === 0 && element === '';
      if (element === '' && !isEmptyList) throw new SyntaxError('an element is missing');
      if (!isEmptyList) yield element;
      count += 1;
      start = at + 1;
      if (code === COMMA) continue;
      if (skipSpace(text, at + 1) !== text.length) throw new SyntaxError('something follows the list');
      return;
    }
  }
  throw new SyntaxError('the list does not end');
}

/** place of the quote that ends the string beginning at `from` */
function endOfString(text: string, from: number): number {
  for (let at = text.indexOf('"', from + 1); at !== -1; at = text.indexOf('"', at + 1)) {
    let slashes = 0;
    while (text.charCodeAt(at - 1 - slashes) === BACKSLASH) slashes += 1;
    if (slashes % 2 === 0) return at;
  }
  throw new SyntaxError('a string does not end');
}

function skipSpace(text: string, from: number): number {
  let at = from;
  while (at < text.length && ' \t\r\n'.includes(text.charAt(at))) at += 1;
  return at;
}
