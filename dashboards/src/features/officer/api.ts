import { MatterCard, MatterSummary, MyPlanAsk, MyWarnings, page, type Caller } from '@cockpit/contracts';
import { everyPage } from '../../shared/every-page';
import { ask, tell } from '../../shared/http';

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

const PlanAsks = page(MyPlanAsk);
export const fetchPlanAsks = async (): Promise<MyPlanAsk[]> => (await ask('GET', '/v1/me/plan', PlanAsks)).body.items;
/** @param reason why it cannot be done; null: received */
export const answerPlan = (
  { hall, madeAt, windowId }: Pick<MyPlanAsk, 'hall' | 'madeAt' | 'windowId'>,
  reason: string | null,
): Promise<void> => {
  const said = reason === null ? { said: 'received' } : { said: 'cannot', reason };
  return tell('POST', `/v1/halls/${encodeURIComponent(hall)}/plan/answer`, { madeAt, windowId, ...said });
};
