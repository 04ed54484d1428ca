import { textOf, type Language } from '@cockpit/contracts';
import { LINK_HOURS } from '@cockpit/notify';
import type { AnswerState } from './answers';

/** How a message stands, as a sentence for whoever has it. */
export function wordsOf(standing: AnswerState, language: Language, timeZone: string): string {
  switch (standing.state) {
    case 'open':
      return textOf('answer.ask', {}, language);
    case 'over':
      return textOf('answer.over', {}, language);
    case 'expired':
      return textOf('answer.expired', { hours: LINK_HOURS }, language);
    case 'done':
      return textOf('answer.done', { by: standing.by }, language);
    case 'held':
      return textOf('answer.held', { by: standing.by }, language);
    case 'used':
      return textOf('answer.used', { by: standing.by, at: timeOf(standing.at, language, timeZone) }, language);
  }
}

const timeOf = (at: Date, language: Language, timeZone: string): string =>
  new Intl.DateTimeFormat(language === 'zh-CN' ? 'zh-CN' : 'en-GB', {
    timeZone,
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).format(at);
