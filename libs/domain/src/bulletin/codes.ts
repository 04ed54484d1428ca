/** Crockford's alphabet: without I, L, O and U, which are misread on paper and on the telephone. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const CODES = ALPHABET.length ** 3;

/** FNV-1a, 32 bits: spreads well and gives the same hash on every machine. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (const sign of text) hash = Math.imul(hash ^ (sign.codePointAt(0) ?? 0), 0x01000193);
  return hash >>> 0;
}

const signsOf = (n: number): string =>
  [Math.floor(n / 1024) % 32, Math.floor(n / 32) % 32, n % 32].map((i) => ALPHABET[i] ?? '0').join('');

/**
 * Short codes for the figures of one bulletin. A code is derived from the figure's question, so the same question keeps its code after
 * recomputing.
 * @throws {RangeError} for more than 32,768 questions, the number of codes
 */
export class FigureCodes {
  private readonly taken = new Map<string, string>();
  private readonly codes = new Map<string, string>();

  constructor(private readonly bulletin: number) {}

  /** @param question unique for each figure of the bulletin */
  codeOf(question: string): string {
    const existing = this.codes.get(question);
    if (existing !== undefined) return existing;
    if (this.codes.size >= CODES) throw new RangeError(`a bulletin has at most ${String(CODES)} figures`);
    let at = hashOf(question) % CODES;
    while (this.taken.has(signsOf(at))) at = (at + 1) % CODES;
    const code = `F${String(this.bulletin)}-${signsOf(at)}`;
    this.taken.set(signsOf(at), question);
    this.codes.set(question, code);
    return code;
  }
}

/** The serial number of the bulletin that a code belongs to. */
export const bulletinOfCode = (code: string): number => Number(/^F(\d{1,9})-/.exec(code)?.[1] ?? NaN);
