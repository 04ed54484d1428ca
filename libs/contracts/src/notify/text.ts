import { maskFreeText } from '../privacy';
import { render, textOf, type Language } from '../words';
import type { Notice } from './notifications';

/** A notice as text, in lines: subject, content, time. */
export interface NoticeText {
  title: string;
  what: string;
  when: string;
}

export interface NoticeReader {
  language: Language;
  /** name of the notice's hall; its code without a known name */
  hallName: string;
  timeZone: string;
}

const OPENING = { red: 'notice.red', yellow: 'notice.yellow' } as const;
const CLOSING = { held: 'notice.held', end: 'notice.ended' } as const;

/** The text is masked, because names and reasons may contain numbers of persons. */
export function noticeText(notice: Notice, { language, hallName, timeZone }: NoticeReader): NoticeText {
  const { phase, about, firedAt, endedAt, holder, flapping } = notice;
  const time = (at: string): string => clockTime(at, language, timeZone);
  if (phase === 'test')
    return {
      title: textOf('notice.test-title', {}, language),
      what: textOf('notice.test', {}, language),
      when: time(firedAt),
    };
  return {
    title: maskFreeText(
      textOf(headingOf(notice), { hall: hallName || textOf('reminder.no-hall', {}, language) }, language),
    ),
    what: maskFreeText(render(about, language) ?? about.code),
    when:
      phase === 'end'
        ? textOf('notice.from-to', { from: time(firedAt), to: time(endedAt ?? firedAt) }, language)
        : [
            textOf('notice.since', { at: time(firedAt) }, language),
            ...(flapping === undefined ? [] : [textOf('notice.flapping', { n: flapping }, language)]),
            ...heldBy(holder, language),
          ].join(' · '),
  };
}

function headingOf({ phase, level, about }: Notice) {
  // an order of a prompt is no warning
  if (about.code.startsWith('order.')) return phase === 'end' ? 'notice.order-ended' : 'notice.order';
  if (about.code.startsWith('reminder.')) return 'notice.reminder';
  if (about.code.startsWith('bulletin.')) return 'notice.bulletin';
  if (about.code.startsWith('assessment.')) return 'notice.assessment';
  if (about.code.startsWith('plan.')) return 'notice.plan';
  return phase === 'held' || phase === 'end' ? CLOSING[phase] : OPENING[level];
}

/** A notice as data for other systems; its parameters are masked like the text. */
export const withoutNumbers = (notice: Notice): Notice => ({
  ...notice,
  about: { ...notice.about, params: masked(notice.about.params) },
  ...(notice.holder === undefined ? {} : { holder: masked(notice.holder) }),
});

function masked<T>(value: T): T;
function masked(value: unknown): unknown {
  if (typeof value === 'string') return maskFreeText(value);
  if (Array.isArray(value)) return value.map((item: unknown) => masked(item));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, name === 'code' ? item : masked(item)]));
}

function heldBy(holder: Notice['holder'], language: Language): string[] {
  if (holder === undefined) return [];
  const why = render(holder.why, language) ?? holder.why.code;
  return [maskFreeText(holder.people.length === 0 ? why : `${why}（${holder.people.join('、')}）`)];
}

function clockTime(at: string, language: Language, timeZone: string): string {
  const format = new Intl.DateTimeFormat(language === 'zh-CN' ? 'zh-CN' : 'en-GB', {
    timeZone,
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
  return format.format(new Date(at));
}
