import { textOf, type Language, type LawResult, type LawsAnswer } from '@cockpit/contracts';

/** Maximum number of listed skipped laws; violations are all listed. */
const LISTED = 20;

/** Result of the conservation checks as text. */
export function figuresText(answer: LawsAnswer, language: Language): string {
  const { from, to, laws, items, holds, cannotHold: cannot, broken } = answer;
  const missing = items.filter(({ state }) => state === 'cannot-hold');
  return [
    ...laws.map(({ law: key, holds, cannotHold: cannot, broken }) =>
      textOf(
        'check.law',
        { sign: broken > 0 ? '✗' : '✓', key, law: textOf(`law.${key}`, {}, language), holds, cannot, broken },
        language,
      ),
    ),
    ...items.filter(({ state }) => state === 'broken').map((item) => itemText(item, language)),
    ...(missing.length === 0 ? [] : [textOf('check.cannot', {}, language)]),
    ...missing.slice(0, LISTED).map((item) => itemText(item, language)),
    ...(missing.length > LISTED ? [textOf('check.more', { n: missing.length - LISTED }, language)] : []),
    textOf('check.sum', { from, to, holds, cannot, broken }, language),
  ].join('\n');
}

function itemText(item: LawResult, language: Language): string {
  const { law, hall, day, of, left, right, tolerance, unit, reason, visits } = item;
  const visitTexts = visits.map(({ ticketId, windowId, calledAt }) => `${ticketId} @ ${windowId} ${calledAt}`);
  const why = reason === null ? null : textOf(`law-reason.${reason}`, { who: visitTexts }, language);
  return textOf(
    'check.item',
    {
      where: [law, of, hall, day].filter((part) => part !== null).join(' '),
      left: round(left),
      right: round(right),
      unit: textOf(`law-unit.${unit}`, {}, language),
      tolerance: round(tolerance),
      reason: why === null ? '' : textOf('check.reason', { why }, language),
    },
    language,
  );
}

const round = (value: number): number => Math.round(value * 100) / 100;
