import { MESSAGES, type PageHelp } from '../app/messages';

/** What every page is for, by its name: kept out of the words, as few ask for it. */
const help: Readonly<Record<string, PageHelp>> = Object.fromEntries(
  MESSAGES.flatMap((messages) => Object.entries(messages.help ?? {})),
);
export default help;
