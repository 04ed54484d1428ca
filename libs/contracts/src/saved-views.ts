import { z } from 'zod';
import { readPlayList } from './play-lists';
import { freeText, isNoPersonsNumber } from './privacy';
import { Code, Instant } from './primitives';

/** Pages whose whole state stands in their address, so that one of them can be kept under a name. */
export const VIEWED_PAGES = ['/analysis', '/analysis/visits', '/ranking', '/wall'] as const;
export type ViewedPage = (typeof VIEWED_PAGES)[number];

/** What an address may say. Anything else is refused, so that nothing but the state of a page is ever kept. */
const SAID = new Set([
  ...['metric', 'hall', 'queue', 'window', 'officer', 'item', 'by', 'days', 'from', 'to', 'compare'],
  ...['day', 'visit', 'class', 'view'],
]);
const MOST_ADDRESS = 1000;
const MOST_SAID = 128;

/** Any host does: an address is read as one of this product, and what names another one never fits. */
const HERE = 'http://here.invalid';

/** The page and what is said to it; null where the text is no address of a page that is kept. */
export function readViewAddress(address: string): { page: ViewedPage; said: URLSearchParams } | null {
  if (!address.startsWith('/') || /[\p{Cc}\\#]/u.test(address) || !URL.canParse(address, HERE)) return null;
  const { origin, pathname, searchParams } = new URL(address, HERE);
  const page = VIEWED_PAGES.find((one) => one === pathname);
  // an address that is written in another way than it is read, such as with dots or two slashes, is not one of ours
  if (origin !== HERE || page === undefined || address.split('?', 1)[0] !== page) return null;
  return { page, said: searchParams };
}

/** The bureau's wall says which pages it shows in turn, and nothing else. */
const isPlayList = (said: URLSearchParams): boolean =>
  [...said.keys()].join() === 'play' && readPlayList(said.get('play') ?? '') !== null;

function isState({ page, said }: { page: ViewedPage; said: URLSearchParams }): boolean {
  if (page === '/wall') return isPlayList(said);
  const names = [...said.keys()];
  return (
    new Set(names).size === names.length &&
    [...said].every(([name, value]) => SAID.has(name) && value.length <= MOST_SAID && isNoPersonsNumber(value)) &&
    (said.get('hall') === null || Code.safeParse(said.get('hall')).success)
  );
}

const ViewAddress = z
  .string()
  .max(MOST_ADDRESS)
  .superRefine((address, context) => {
    const read = readViewAddress(address);
    const say = (message: string): void => {
      context.addIssue({ code: 'custom', message });
    };
    if (read === null) say(`it begins with one of ${VIEWED_PAGES.join(', ')}, and names no host`);
    else if (!isState(read))
      say(
        read.page === '/wall'
          ? 'the wall is kept with its play list alone, like play=bureau-wall:60,wall@H32:30'
          : `it says only, and each once: ${[...SAID].join(', ')}`,
      );
  });

export const VIEW_NAME_MOST = 60;
const Said = {
  name: freeText(VIEW_NAME_MOST).min(1),
  /** of a page of this product, with everything that it shows */
  address: ViewAddress,
  /** with everybody who may see its hall, or every hall where it names none */
  shared: z.boolean(),
};

/** `POST /v1/views` */
export const NewSavedView = z.strictObject(Said);
export type NewSavedView = z.infer<typeof NewSavedView>;
/** `PUT /v1/views/{id}`. `revision` is that of the view it was made from. */
export const SavedViewChange = z.strictObject({ revision: z.int().min(1), ...Said });
export type SavedViewChange = z.infer<typeof SavedViewChange>;
/** `PUT /v1/views/start`: the view that opens where a page is asked for without saying anything; null: none */
export const ViewStart = z.strictObject({ id: z.guid().nullable() });
export type ViewStart = z.infer<typeof ViewStart>;

export const SavedView = z.object({
  id: z.guid(),
  name: z.string(),
  address: z.string(),
  shared: z.boolean(),
  /** the hall it is about; null: no single one */
  place: Code.nullable(),
  placeName: z.string().nullable(),
  revision: z.int(),
  madeBy: z.string(),
  changedBy: z.string(),
  changedAt: Instant,
  /** whether the caller made it */
  own: z.boolean(),
  /** whether the caller may change and remove it */
  mayChange: z.boolean(),
  /** whether the analysis of the caller begins with it */
  start: z.boolean(),
});
export type SavedView = z.infer<typeof SavedView>;
export const SavedViews = z.object({ items: z.array(SavedView) });
export type SavedViews = z.infer<typeof SavedViews>;
