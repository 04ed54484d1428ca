import { message, type Message, type PromptDeed, type PromptHelp } from '@cockpit/contracts';
import type { Deed, ObservedEffect } from '@cockpit/domain';

/** Newcomers of so many minutes after it was carried out are looked at, together with those who stood in line then. */
export const HELP_MIN = 10;

export const round = (minutes: number): number => Math.round(minutes * 10) / 10;

export const toPromptDeed = ({ code, tickets, minutes }: Deed): PromptDeed => ({
  code,
  served: tickets.length,
  minutes: round(minutes),
});

/** Whether it helped, in one sentence with its band. Only what was done can have helped, and only a band that leaves out zero says yes or no. */
export function helpOf(effect: ObservedEffect): PromptHelp {
  const { savedMin, lowMin, highMin, deed } = effect;
  return {
    savedMin: round(savedMin),
    lowMin: round(lowMin),
    highMin: round(highMin),
    deed: toPromptDeed(deed),
    words: wordsOf(effect),
  };
}

function wordsOf({ deed, savedMin, lowMin, highMin, visitors }: ObservedEffect): Message {
  const minutes = HELP_MIN;
  if (deed.code === 'not-executed') return message('help.not-executed', {});
  if (deed.code === 'no-ticket') return message('help.no-ticket', { minutes });
  if (deed.code === 'not-seen') return message('help.not-seen', { minutes });
  const said = { minutes, visitors, low: Math.round(lowMin), high: Math.round(highMin) };
  if (lowMin > 0) return message('help.worked', { ...said, saved: Math.round(savedMin) });
  if (highMin < 0) {
    const lost = { lost: Math.round(-savedMin), low: Math.round(-highMin), high: Math.round(-lowMin) };
    return message('help.harmed', { ...said, ...lost });
  }
  return said.low === 0 && said.high === 0
    ? message('help.none', { minutes, visitors })
    : message('help.unclear', said);
}
