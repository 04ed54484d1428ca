import type { MetricAnswer } from '@cockpit/contracts';
import { addDays } from '@cockpit/domain';
import type { Question } from './asking';

/** Four of each weekday, and none that is still going on. */
const DAYS = 28;

/** The hall days before today, by the day most of the halls asked about are on. */
export async function recentDays(
  answerOf: (question: Question) => Promise<Pick<MetricAnswer, 'today' | 'to'>>,
  hall: string | undefined,
): Promise<{ from: string; to: string }> {
  const { today, to } = await answerOf({ hall });
  const last = addDays(today ?? to, -1);
  return { from: addDays(last, 1 - DAYS), to: last };
}
