import {
  DEFAULT_ZONE,
  message,
  part,
  textOf,
  type Bulletin,
  type BulletinSummary,
  type Message,
} from '@cockpit/contracts';
import { hallDay } from '@cockpit/domain';

export const titleOf = ({ placeName }: Pick<BulletinSummary, 'placeName'>): Message =>
  message('bulletin.title', { place: placeName ?? part('bulletin.bureau', {}) });

/** Date format of official documents: 2026年3月2日, without leading zeros. */
export function writtenDay(day: string): string {
  const [year, month, date] = day.split('-').map(Number);
  return textOf('bulletin.written-day', { year: String(year), month: String(month), date: String(date) }, 'zh-CN');
}
const dayOf = (instant: string): string => writtenDay(hallDay(Date.parse(instant), DEFAULT_ZONE));

/** The line under the title: number and period. */
export const issueOf = ({ no, period, from, to }: BulletinSummary): Message =>
  message('bulletin.issue', { no, from: writtenDay(from), to: writtenDay(to), period: part(`bulletin.${period}`, {}) });

/** The line at the end: version, and computation time of the figures. */
export function versionOf({ revision, state, document }: Bulletin): Message {
  const at = Date.parse(document.computedAt);
  const time = new Intl.DateTimeFormat('en-GB', { timeZone: DEFAULT_ZONE, timeStyle: 'short' }).format(at);
  return message('bulletin.version', {
    revision,
    at: `${dayOf(document.computedAt)} ${time}`,
    state: part(`bulletin.state-${state}`, {}),
  });
}

/** 发文机关署名 · 成文日期 (issuing body and approval date); a draft has neither. */
export const signatureOf = ({ placeName, approvedAt }: BulletinSummary): readonly string[] =>
  approvedAt === null ? [] : [placeName ?? textOf('bulletin.bureau', {}, 'zh-CN'), dayOf(approvedAt)];

/** 印发机关和印发日期 (printing body and date), on the last page of a sent bulletin. */
export const printedOf = ({ placeName, sentAt }: BulletinSummary): readonly [string, string] | null =>
  sentAt === null
    ? null
    : [
        placeName ?? textOf('bulletin.bureau', {}, 'zh-CN'),
        textOf('bulletin.printed', { day: dayOf(sentAt) }, 'zh-CN'),
      ];

/** File name without extension. */
export const fileNameOf = ({ no, period, from, to }: BulletinSummary): string =>
  `${textOf(`bulletin.${period}`, {}, 'zh-CN')}-${String(no)}-${from}-${to}`;
