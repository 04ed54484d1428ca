/** A page by its name on screen and the pinyin of its Chinese one. */
export interface PageTitle {
  name: string;
  title: string;
  spellings: readonly string[];
}

const LEAST_WITHIN = 2;
const MOST = 6;

/** Pages that begin with what is asked; where none does, those that have it within. */
export function pagesFound<Titled extends PageTitle>(pages: readonly Titled[], question: string): Titled[] {
  const said = question.normalize('NFKC').toLowerCase().replace(/\s+/gu, '');
  if (said === '') return [];
  const keysOf = ({ title, spellings }: Titled) => [title.toLowerCase().replace(/\s+/gu, ''), ...spellings];
  const begins = pages.filter((page) => keysOf(page).some((key) => key.startsWith(said)));
  if (begins.length > 0) return begins.slice(0, MOST);
  const isMeant = said.length >= LEAST_WITHIN || said > '\u007f';
  return pages.filter((page) => isMeant && keysOf(page).some((key) => key.includes(said))).slice(0, MOST);
}
