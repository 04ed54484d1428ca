interface Shown {
  /** its name; null: it has none */
  page: string | null;
  /** the hall it is about */
  hall: string | null;
  app: string;
  /** red warnings that wait for an answer */
  red: number;
}

/** What tabs, bookmarks and screen readers tell pages apart by: with the desks of two halls open, by the hall. */
export const pageTitle = ({ page, hall, app, red }: Shown): string =>
  (red === 0 ? '' : `(${String(red)}) `) + [page, hall, app].filter((part) => part !== null).join(' · ');
