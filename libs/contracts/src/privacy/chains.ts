/** Digits of a plain text that may form one number: between them at most three characters, and no letter. */
export interface Chain {
  readonly digits: string;
  /** position of each digit in the text */
  readonly places: readonly number[];
}

const MOST_BETWEEN = 3;
const isDigit = (code: number): boolean => code >= 48 && code <= 57;
const isLetter = (text: string, at: number): boolean => {
  const code = text.charCodeAt(at);
  if (code < 0x80) return (code >= 65 && code <= 90) || (code >= 97 && code <= 122);
  return (code >= 0x4e00 && code <= 0x9fff) || /[\p{L}\p{N}\p{Surrogate}]/u.test(text.charAt(at));
};

export function chainsOf(text: string, fewest: number): Chain[] {
  const chains: Chain[] = [];
  let digits = '';
  let places: number[] = [];
  const end = (): void => {
    if (places.length >= fewest) chains.push({ digits, places });
    digits = '';
    places = [];
  };
  for (let at = 0; at < text.length; at++) {
    if (isDigit(text.charCodeAt(at))) {
      digits += text.charAt(at);
      places.push(at);
    } else if (places.length > 0 && (isLetter(text, at) || at - (places.at(-1) ?? 0) > MOST_BETWEEN)) end();
  }
  end();
  return chains;
}

/** Runs of adjacent digits of a chain, as first and last index. */
export function groupsOf({ places }: Chain): [from: number, to: number][] {
  const groups: [number, number][] = [];
  for (let i = 0, from = 0; i < places.length; i++) {
    if (places[i + 1] === (places[i] ?? 0) + 1) continue;
    groups.push([from, i + 1]);
    from = i + 1;
  }
  return groups;
}
