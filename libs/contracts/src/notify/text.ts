import { maskFreeText } from '../privacy';
import { render, textOf, type Language } from '../words';
import type { Notice } from './notifications';

/** A notice as a person reads it: one line that says what it is, one that says what, one that says when. */
export interface NoticeText {
  title: string;
  what: string;
  when: string;
}

export interface NoticeReader {
  language: Language;
  /** name of the notice's hall; its code where nobody knows the name */
  hallName: string;
  timeZone: string;
}

const OPENING = { red: 'notice.red', yellow: 'notice.yellow' } as const;
const CLOSING = { held: 'notice.held', end: 'notice.ended' } as const;

/** Nobody's number leaves the building, whatever a name or a reason contains. */
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
  // what a prompt asks of somebody is no warning
  if (about.code.startsWith('order.')) return phase === 'end' ? 'notice.order-ended' : 'notice.order';
  if (about.code.startsWith('reminder.')) return 'notice.reminder';
  if (about.code.startsWith('bulletin.')) return 'notice.bulletin';
  if (about.code.startsWith('assessment.')) return 'notice.assessment';
  if (about.code.startsWith('plan.')) return 'notice.plan';
  return phase === 'held' || phase === 'end' ? CLOSING[phase] : OPENING[level];
}

/** A notice as data, for other systems: what was put into its sentence is masked like the sentence. */
export const withoutNumbers = (notice: Notice): Notice => ({
  ...notice,
  about: { ...notice.about, params: masked(notice.about.params) },
  ...(notice.holder === undefined ? {} : { holder: masked(notice.holder) }),
});

function masked<T>(value: T): T;
function masked(value: unknown): unknown {
  if (typeof value === 'string') return maskFreeText(value);
  if (Array.isArray(value)) return value.map((one: unknown) => masked(one));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, name === 'code' ? one : masked(one)]));
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
