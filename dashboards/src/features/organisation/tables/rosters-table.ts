import type { OfficerDoc, RosterDoc, WindowDoc } from '@cockpit/contracts';
import { cellOf, dayIn, numberIn, timeIn, weekdaysIn, type Heading, type Line } from './table';
import type { Cell } from '../../../shared/table-file';
import type { Words } from './words';

export const ROSTER_FIELDS = ['officer', 'window', 'days', 'from', 'to', 'validFrom', 'lastDay', 'breaks'] as const;
const NEEDED = new Set<string>(['officer', 'window', 'days', 'from', 'to']);
export const rosterHeadings = (words: Words): Heading[] =>
  ROSTER_FIELDS.map((field) => ({
    field,
    names: words.fieldNames(field === 'validFrom' ? 'firstDay' : field),
    needed: NEEDED.has(field),
  }));
const KINDS = ['lunch', 'break'] as const;
interface About {
  readonly hall: string;
  readonly officers: readonly OfficerDoc[];
  readonly windows: readonly WindowDoc[];
  readonly day: string;
  readonly words: Words;
}

export const rosterTable = (
  rosters: readonly RosterDoc[],
  { officers, windows, words }: Omit<About, 'hall' | 'day'>,
  daysText: (days: readonly number[]) => string,
): Cell[][] =>
  rosters.map((one) => [
    officers.find(({ id }) => id === one.officer)?.name ?? one.officer,
    windows.find(({ id }) => id === one.window)?.number ?? one.window,
    ...[daysText(one.days), one.from, one.to, one.validFrom, one.validTo ?? null],
    one.breaks.map(({ kind, from, minutes }) => `${words.value(kind)} ${from} ${String(minutes)}`).join('；'),
  ]);

/** All rosters of the hall anew. What a table has no column for stays with the roster that is otherwise the same. */
export function rostersOf(lines: readonly Line[], before: readonly RosterDoc[], about: About): RosterDoc[] {
  return lines.map((line) => {
    const roster = rosterOf(line, about);
    const same = before.find(
      (one) =>
        one.officer === roster.officer &&
        one.window === roster.window &&
        one.from === roster.from &&
        one.days.join() === roster.days.join(),
    );
    const counter = same?.counter;
    const breaks = roster.breaks.map(
      (pause) =>
        same?.breaks.find(
          ({ kind, from, minutes }) => kind === pause.kind && from === pause.from && minutes === pause.minutes,
        ) ?? pause,
    );
    return { ...roster, breaks, ...(counter === undefined ? {} : { counter }) };
  });
}

function rosterOf(line: Line, { hall, officers, windows, day, words }: About): RosterDoc {
  const one = <T>(field: string, found: readonly T[]): T | undefined => {
    const text = line.text(field);
    if (text === '') line.fault(field, 'missing');
    else if (found.length !== 1) line.fault(field, found.length === 0 ? 'no-such' : 'twice', { value: text });
    return found[0];
  };
  const officer = one(
    'officer',
    officers.filter(({ id, name }) => [id, name].includes(line.text('officer'))),
  );
  const window = one(
    'window',
    windows.filter(({ id, number }) => [id, number].includes(line.text('window'))),
  );
  const days = weekdaysIn(line.text('days'));
  if (days === null) line.fault('days', 'not-weekdays');
  const time = (field: 'from' | 'to'): string => {
    const read = timeIn(line.text(field));
    if (read === null) line.fault(field, 'not-a-time');
    return read ?? '';
  };
  const [from, to, validTo] = [time('from'), time('to'), cellOf(line, 'lastDay', dayIn, 'not-a-day')];
  return {
    hall,
    officer: officer?.id ?? '',
    window: window?.id ?? '',
    days: days ?? [],
    from,
    to,
    validFrom: cellOf(line, 'validFrom', dayIn, 'not-a-day') ?? day,
    ...(validTo === undefined ? {} : { validTo }),
    breaks: breaksOf(line, words),
  };
}

/** Tables filled in before say 休息 of a short break. */
const FORMERLY: Readonly<Record<string, string>> = { 休息: 'break' };

/** `午餐 12:00 45；小休 10:00 10` */
function breaksOf(line: Line, words: Words): RosterDoc['breaks'] {
  return line
    .text('breaks')
    .split(/[;；]/)
    .filter((one) => one.trim() !== '')
    .flatMap((one) => {
      const [word = '', at = '', length = ''] = one.trim().split(/\s+/);
      const kind = KINDS.find((known) => [known, ...words.valueNames(known)].includes(FORMERLY[word] ?? word));
      const [from, minutes] = [timeIn(at), numberIn(length.replace(/分钟?|min/, ''))];
      if (kind === undefined || from === null || minutes === null) line.fault('breaks', 'not-a-break');
      return kind === undefined || from === null || minutes === null ? [] : [{ kind, from, minutes }];
    });
}
