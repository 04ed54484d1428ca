import { z } from 'zod';
import { readPlayList } from './play-lists';
import { freeText, isNoPersonsNumber } from './privacy';
import { Code, Instant } from './primitives';

/** Pages whose whole state is in their address, so that it can be saved under a name. */
export const VIEWED_PAGES = ['/analysis', '/analysis/visits', '/ranking', '/wall'] as const;
export type ViewedPage = (typeof VIEWED_PAGES)[number];

/** Allowed parameters of an address; others are rejected, so that only the state of a page is stored. */
const ALLOWED_PARAMETERS = new Set([
  ...['metric', 'hall', 'queue', 'window', 'officer', 'item', 'by', 'days', 'from', 'to', 'compare'],
  ...['day', 'visit', 'class', 'view'],
]);
const MAX_ADDRESS_LENGTH = 1000;
const MAX_VALUE_LENGTH = 128;

/** Dummy host to parse relative addresses; addresses of other hosts do not match it. */
const HERE = 'http://here.invalid';

/** The page with its parameters; null if it is no address of such a page. */
export function readViewAddress(address: string): { page: ViewedPage; said: URLSearchParams } | null {
  if (!address.startsWith('/') || /[\p{Cc}\\#]/u.test(address) || !URL.canParse(address, HERE)) return null;
  const { origin, pathname, searchParams } = new URL(address, HERE);
  const page = VIEWED_PAGES.find((one) => one === pathname);
  // addresses that change by parsing, such as with dots or two slashes, are rejected
  if (origin !== HERE || page === undefined || address.split('?', 1)[0] !== page) return null;
  return { page, said: searchParams };
}

/** The bureau's wall has a play list as its only parameter. */
const isPlayList = (parameters: URLSearchParams): boolean =>
  [...parameters.keys()].join() === 'play' && readPlayList(parameters.get('play') ?? '') !== null;

function isState({ page, said }: { page: ViewedPage; said: URLSearchParams }): boolean {
  if (page === '/wall') return isPlayList(said);
  const names = [...said.keys()];
  return (
    new Set(names).size === names.length &&
    [...said].every(
      ([name, value]) => ALLOWED_PARAMETERS.has(name) && value.length <= MAX_VALUE_LENGTH && isNoPersonsNumber(value),
    ) &&
    (said.get('hall') === null || Code.safeParse(said.get('hall')).success)
  );
}

const ViewAddress = z
  .string()
  .max(MAX_ADDRESS_LENGTH)
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
          : `it says only, and each once: ${[...ALLOWED_PARAMETERS].join(', ')}`,
      );
  });

export const VIEW_NAME_MOST = 60;
const Fields = {
  name: freeText(VIEW_NAME_MOST).min(1),
  /** address of a page of this product, with its state */
  address: ViewAddress,
  /** for everybody who may see its hall, or all halls if it names none */
  shared: z.boolean(),
};

/** `POST /v1/views` */
export const NewSavedView = z.strictObject(Fields);
export type NewSavedView = z.infer<typeof NewSavedView>;
/** `PUT /v1/views/{id}`. `revision` is the revision that was edited. */
export const SavedViewChange = z.strictObject({ revision: z.int().min(1), ...Fields });
export type SavedViewChange = z.infer<typeof SavedViewChange>;
/** `PUT /v1/views/start`: the view for a page opened without parameters; null for none */
export const ViewStart = z.strictObject({ id: z.guid().nullable() });
export type ViewStart = z.infer<typeof ViewStart>;

export const SavedView = z.object({
  id: z.guid(),
  name: z.string(),
  address: z.string(),
  shared: z.boolean(),
  /** its hall; null without a single one */
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
  /** whether it is the caller's start view of the analysis */
  start: z.boolean(),
});
export type SavedView = z.infer<typeof SavedView>;
export const SavedViews = z.object({ items: z.array(SavedView) });
export type SavedViews = z.infer<typeof SavedViews>;
