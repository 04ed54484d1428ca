import { message, type Message, type PromptHelp } from '@cockpit/contracts';
import type { Verdict } from './judged';

/** Newcomers of so many minutes after it was carried out are looked at, together with those who stood in line then. */
export const HELP_MIN = 10;

const round = (minutes: number): number => Math.round(minutes * 10) / 10;

/** Whether it helped, in one sentence with its band; null where nothing can be said. Only a band that leaves out zero says yes or no. */
export function helpOf(verdict: Verdict): PromptHelp | null {
  if (verdict.unknown !== null) return null;
  const { savedMin, lowMin, highMin, visitors } = verdict;
  const said = {
    minutes: HELP_MIN,
    visitors: Math.round(visitors),
    low: Math.round(lowMin),
    high: Math.round(highMin),
  };
  const words: Message =
    lowMin > 0
      ? message('help.worked', { ...said, saved: Math.round(savedMin) })
      : highMin < 0
        ? message('help.harmed', {
            ...said,
            lost: Math.round(-savedMin),
            low: Math.round(-highMin),
            high: Math.round(-lowMin),
          })
        : said.low === 0 && said.high === 0
          ? message('help.none', { minutes: said.minutes, visitors: said.visitors })
          : message('help.unclear', said);
  return { savedMin: round(savedMin), lowMin: round(lowMin), highMin: round(highMin), words };
}
