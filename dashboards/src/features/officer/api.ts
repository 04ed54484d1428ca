import { MatterCard, MatterSummary, MyWarnings, page, type Caller } from '@cockpit/contracts';
import { everyPage } from '../../shared/every-page';
import { ask } from '../../shared/http';

const Cards = page(MatterCard);
const Matters = page(MatterSummary);

export const fetchMyWarnings = async (): Promise<MyWarnings> => (await ask('GET', '/v1/me/warnings', MyWarnings)).body;

/** An officer's own; the server keeps units and halls to theirs by itself. */
const own = ({ officerId }: Pick<Caller, 'officerId'>, more: Record<string, string>): string =>
  new URLSearchParams({ ...(officerId === undefined ? {} : { officer: officerId }), ...more }).toString();

const pageOf = (caller: Caller, state: string, limit: number, cursor: string | null): string =>
  own(caller, { state, limit: String(limit), ...(cursor === null ? {} : { cursor }) });

/** The lists go from the newest to the oldest, and what presses most is old: all of them is wanted. */
export const fetchMyCards = (caller: Caller): Promise<MatterCard[]> =>
  everyPage(async (cursor) => (await ask('GET', `/v1/cards?${pageOf(caller, 'live', 1000, cursor)}`, Cards)).body);
export const fetchMyMatters = (caller: Caller): Promise<MatterSummary[]> =>
  everyPage(async (cursor) => (await ask('GET', `/v1/matters?${pageOf(caller, 'open', 5000, cursor)}`, Matters)).body);
