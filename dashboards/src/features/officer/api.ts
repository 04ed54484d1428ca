import { MatterCard, MatterSummary, MyWarnings, page, type Caller } from '@cockpit/contracts';
import { everyPage } from '../../shared/every-page';
import { ask, tell } from '../../shared/http';

const Cards = page(MatterCard);
const Matters = page(MatterSummary);

export const fetchMyWarnings = async (): Promise<MyWarnings> => (await ask('GET', '/v1/me/warnings', MyWarnings)).body;

/** An officer's own; the server keeps units and halls to theirs by itself. */
const own = ({ officerId }: Pick<Caller, 'officerId'>, more: Record<string, string>): string => new URLSearchParams({ ...(officerId === undefined ? {} : { officer: officerId }), ...more }).toString();

export const fetchMyCards = async (caller: Caller): Promise<MatterCard[]> => (await ask('GET', `/v1/cards?${own(caller, { state: 'live', limit: '200' })}`, Cards)).body.items;
/** The list goes from the newest to the oldest, and what falls due first is old: all of it is wanted, within reason. */
const PAGE = 5000;
const MAX_PAGES = 4;
export const fetchMyMatters = (caller: Caller): Promise<MatterSummary[]> => everyPage(
  async (cursor) => (await ask('GET', `/v1/matters?${own(caller, { state: 'open', limit: String(PAGE), ...(cursor === null ? {} : { cursor }) })}`, Matters)).body, MAX_PAGES,
);

export const acknowledgeCard = (id: string): Promise<void> => tell('POST', `/v1/cards/${encodeURIComponent(id)}/ack`, {});
export const explainCard = (id: string, reason: string): Promise<void> => tell('POST', `/v1/cards/${encodeURIComponent(id)}/explain`, { reason });
