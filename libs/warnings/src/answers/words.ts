import { textOf, type Language } from '@cockpit/contracts';
import { LINK_HOURS } from '@cockpit/notify';
import type { AnswerState } from './answers';

/** How a message stands, as a sentence for whoever has it. */
export function wordsOf(answer: AnswerState, language: Language, timeZone: string): string {
  switch (answer.state) {
    case 'open':
      return textOf('answer.ask', {}, language);
    case 'over':
      return textOf('answer.over', {}, language);
    case 'expired':
      return textOf('answer.expired', { hours: LINK_HOURS }, language);
    case 'done':
      return textOf('answer.done', { by: answer.by }, language);
    case 'held':
      return textOf('answer.held', { by: answer.by }, language);
    case 'used':
      return textOf('answer.used', { by: answer.by, at: timeOf(answer.at, language, timeZone) }, language);
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
