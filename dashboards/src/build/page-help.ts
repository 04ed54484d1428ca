import { MESSAGES } from '../app/features';
import type { PageHelp } from '../shared/i18n/words';

/** What every page is for, by its name: kept out of the words, as few ask for it. */
const help: Readonly<Record<string, PageHelp>> = Object.fromEntries(
  MESSAGES.flatMap((messages) => Object.entries(messages.help ?? {})),
);
export default help;
