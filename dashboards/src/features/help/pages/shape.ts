/** What somebody who opens a page for the first time wants to know. */
export interface PageHelp {
  /** what it shows */
  what: string;
  /** what one does there, in the order in which it is done */
  how: readonly string[];
  /** the guide that says more: name of a document */
  guide: string;
}
