/** A page by its name on screen and the pinyin of its Chinese one. */
export interface PageTitle {
  name: string;
  title: string;
  spellings: readonly string[];
}

const LEAST_WITHIN = 2;
const MOST = 6;

const plain = (text: string): string => text.toLowerCase().replace(/[\s\p{P}]+/gu, '');
const keysOf = ({ title, spellings }: PageTitle): string[] => [plain(title), ...spellings];
const isLatin = (said: string): boolean => said <= '\u007f';

/** Pages that begin with what is asked; where none does, those that have it within. */
export function pagesFound<Titled extends PageTitle>(pages: readonly Titled[], question: string): Titled[] {
  const said = plain(question.normalize('NFKC'));
  if (said === '') return [];
  const begins = pages.filter((page) => keysOf(page).some((key) => key.startsWith(said)));
  if (begins.length > 0) return begins.slice(0, MOST);
  const isMeant = said.length >= LEAST_WITHIN || !isLatin(said);
  return pages.filter((page) => isMeant && keysOf(page).some((key) => key.includes(said))).slice(0, MOST);
}

/** Titles of tasks are sentences: few letters stand within nearly every one. */
const LEAST_OF_TASK = { latin: 3, chinese: 2 };

/** Tasks that have what is asked within. */
export function tasksFound<Titled extends PageTitle>(tasks: readonly Titled[], question: string): Titled[] {
  const said = plain(question.normalize('NFKC'));
  if (said.length < LEAST_OF_TASK[isLatin(said) ? 'latin' : 'chinese']) return [];
  return tasks.filter((task) => keysOf(task).some((key) => key.includes(said))).slice(0, MOST);
}
