import {
  Round,
  RoundAnswered,
  RoundFiguresAnswer,
  RoundInspection,
  RoundSummary,
  page,
  type MatterSummary,
  type NewRound,
  type NewRoundAnswer,
  type RoundChange,
} from '@cockpit/contracts';
import { ask } from '../../shared/http';
import { pageFields, type ListPage } from '../../shared/pages';
import { fetchMatters } from '../cases/api';

/** Findings of a hall that its check list knows again. */
const FOUND = 200;

const pathOf = (id: string, ...more: string[]): string =>
  ['/v1/rounds', id, ...more].map((part, at) => (at === 0 ? part : encodeURIComponent(part))).join('/');

export const fetchRounds = async (cursor: string | null): Promise<ListPage<RoundSummary>> =>
  (await ask('GET', `/v1/rounds?${new URLSearchParams(pageFields(cursor)).toString()}`, page(RoundSummary))).body;
export const makeRound = async (round: NewRound): Promise<Round> =>
  (await ask('POST', '/v1/rounds', Round, round)).body;
export const changeRound = async (id: string, change: RoundChange): Promise<void> => {
  await ask('PUT', pathOf(id), Round, change);
};

export interface RoundView {
  round: Round;
  figures: RoundFiguresAnswer;
}
export async function fetchRound(id: string): Promise<RoundView> {
  const [round, figures] = await Promise.all([
    ask('GET', pathOf(id), Round),
    ask('GET', pathOf(id, 'figures'), RoundFiguresAnswer),
  ]);
  return { round: round.body, figures: figures.body };
}
export const fetchInspection = async ({ id, hall }: { id: string; hall: string }): Promise<RoundInspection> =>
  (await ask('GET', pathOf(id, 'halls', hall), RoundInspection)).body;
/** What was found in one hall: it is told apart by its title, the note of the answer. */
export const fetchFound = async ({ id, hall }: { id: string; hall: string }): Promise<MatterSummary[]> =>
  (await fetchMatters({ state: 'all', round: id, hall }, { limit: FOUND })).items;
export const sendAnswer = async (id: string, hall: string, answer: NewRoundAnswer): Promise<RoundAnswered> =>
  (await ask('POST', pathOf(id, 'halls', hall, 'answers'), RoundAnswered, answer)).body;
