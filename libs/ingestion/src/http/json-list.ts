const QUOTE = 34;
const BACKSLASH = 92;
const COMMA = 44;
const OPEN_LIST = 91;
const CLOSE_LIST = 93;
const OPEN_OBJECT = 123;
const CLOSE_OBJECT = 125;
const NOT_SPACE = /[^ \t\r\n]/g;
/** characters scanned before yielding to the caller */
const AT_A_TIME = 256 * 1024;

/**
 * Splits a JSON list into the texts of its elements by brackets and quotes alone, so that a long list can be parsed in
 * portions. An empty text is no element but lets the caller pause. The parser validates the elements.
 * @throws {SyntaxError} when the text is no list
 */
export function* elementsOf(text: string): Generator<string> {
  let at = skipSpace(text, 0);
  if (text.charCodeAt(at) !== OPEN_LIST) throw new SyntaxError('not a list');
  at += 1;
  let start = at;
  let depth = 0;
  let count = 0;
  let rest = at + AT_A_TIME;
  for (; at < text.length; at++) {
    if (at > rest) {
      yield '';
      rest = at + AT_A_TIME;
    }
    const code = text.charCodeAt(at);
    if (code === QUOTE) at = endOfString(text, at);
    else if (code === OPEN_LIST || code === OPEN_OBJECT) depth += 1;
    else if (depth > 0) depth -= code === CLOSE_LIST || code === CLOSE_OBJECT ? 1 : 0;
    else if (code === COMMA || code === CLOSE_LIST) {
      const element = text.slice(start, at).trim();
      const isEmptyList = code === CLOSE_LIST && count === 0 && element === '';
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

/** index of the quote that closes the string starting at `from` */
function endOfString(text: string, from: number): number {
  for (let at = text.indexOf('"', from + 1); at !== -1; at = text.indexOf('"', at + 1)) {
    let slashes = 0;
    while (text.charCodeAt(at - 1 - slashes) === BACKSLASH) slashes += 1;
    if (slashes % 2 === 0) return at;
  }
  throw new SyntaxError('a string does not end');
}

function skipSpace(text: string, from: number): number {
  NOT_SPACE.lastIndex = from;
  return NOT_SPACE.exec(text)?.index ?? text.length;
}
