import {
  FlowAnswer,
  MetricAnswer,
  MetricChange,
  MetricChart,
  MetricCompared,
  MetricComparison,
  MetricRankMove,
  SkillGapAnswer,
  type ChangeBy,
  type ChartStep,
  type ComparedWith,
  type MetricBy,
  type MetricKey,
  type Narrowing,
  type PeerClass,
} from '@cockpit/contracts';
import { ask } from '../../shared/http';

export interface MetricQuestion extends Narrowing {
  hall?: string | undefined;
  from?: string | undefined;
  to?: string | undefined;
  by?: MetricBy | undefined;
}

const queryOf = (question: object): string => {
  const said = Object.entries(question).filter(
    (entry): entry is [string, string] => typeof entry[1] === 'string' && entry[1] !== '',
  );
  return `?${new URLSearchParams(said).toString()}`;
};
/** @param of the route below the metric, such as `/chart` */
const pathOf = (key: MetricKey, question: object, of = ''): string => `/v1/metrics/${key}${of}${queryOf(question)}`;

export const fetchMetric = async (key: MetricKey, question: MetricQuestion): Promise<MetricAnswer> =>
  (await ask('GET', pathOf(key, question), MetricAnswer)).body;

type PeriodQuestion = Omit<MetricQuestion, 'by'>;

export const fetchSkillGaps = async (question: Pick<MetricQuestion, 'hall' | 'from' | 'to'>): Promise<SkillGapAnswer> =>
  (await ask('GET', `/v1/skill-gaps${queryOf(question)}`, SkillGapAnswer)).body;

export const fetchFlow = async (question: Pick<MetricQuestion, 'hall' | 'from' | 'to'>): Promise<FlowAnswer> =>
  (await ask('GET', `/v1/flow${queryOf(question)}`, FlowAnswer)).body;

export const fetchChart = async (
  key: MetricKey,
  question: PeriodQuestion & { step?: ChartStep | undefined },
): Promise<MetricChart> => (await ask('GET', pathOf(key, question, '/chart'), MetricChart)).body;

export const fetchComparison = async (
  key: MetricKey,
  question: PeriodQuestion & { tier?: PeerClass['tier'] | undefined; size?: PeerClass['size'] | undefined },
): Promise<MetricComparison> => (await ask('GET', pathOf(key, question, '/comparison'), MetricComparison)).body;

export const fetchRankMove = async (
  key: MetricKey,
  question: PeriodQuestion & {
    place: string;
    tier?: PeerClass['tier'] | undefined;
    size?: PeerClass['size'] | undefined;
  },
): Promise<MetricRankMove> => (await ask('GET', pathOf(key, question, '/rank-move'), MetricRankMove)).body;

export const fetchChange = async (
  key: MetricKey,
  question: PeriodQuestion & { by: ChangeBy; against: ComparedWith },
): Promise<MetricChange> => (await ask('GET', pathOf(key, question, '/change'), MetricChange)).body;

export const fetchCompared = async (
  key: MetricKey,
  question: MetricQuestion & { against: ComparedWith },
): Promise<MetricCompared> => (await ask('GET', pathOf(key, question, '/compared'), MetricCompared)).body;
