/** A page by its name on screen and the pinyin of its Chinese one. */
export interface PageTitle {
  name: string;
  title: string;
  spellings: readonly string[];
}

const LEAST_WITHIN = 2;
const MOST = 6;

/** Pages that fit what is asked, those that begin with it first. */
export function pagesFound<Titled extends PageTitle>(pages: readonly Titled[], question: string): Titled[] {
  const said = question.normalize('NFKC').toLowerCase().replace(/\s+/gu, '');
  if (said === '') return [];
  const keysOf = ({ title, spellings }: Titled) => [title.toLowerCase().replace(/\s+/gu, ''), ...spellings];
  const begins = pages.filter((page) => keysOf(page).some((key) => key.startsWith(said)));
  const holds = pages.filter(
    (page) =>
      !begins.includes(page) &&
      (said.length >= LEAST_WITHIN || said > '\u007f') &&
      keysOf(page).some((key) => key.includes(said)),
  );
  return [...begins, ...holds].slice(0, MOST);
}
