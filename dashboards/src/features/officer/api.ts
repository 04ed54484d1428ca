import { MatterCard, MatterSummary, MyWarnings, page, type Caller } from '@cockpit/contracts';
import type { z } from 'zod';
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
export async function fetchMyMatters(caller: Caller): Promise<MatterSummary[]> {
  const items: MatterSummary[] = [];
  let cursor: string | null = null;
  for (let i = 0; i < MAX_PAGES; i += 1) {
    const answer: z.infer<typeof Matters> = (await ask('GET', `/v1/matters?${own(caller, { state: 'open', limit: String(PAGE), ...(cursor === null ? {} : { cursor }) })}`, Matters)).body;
    items.push(...answer.items);
    cursor = answer.next;
    if (cursor === null) break;
  }
  return items;
}

export const acknowledgeCard = (id: string): Promise<void> => tell('POST', `/v1/cards/${encodeURIComponent(id)}/ack`, {});
export const explainCard = (id: string, reason: string): Promise<void> => tell('POST', `/v1/cards/${encodeURIComponent(id)}/explain`, { reason });
