import { windowLabel, type CauseCode, type OfficerDoc, type RosterDoc } from '@cockpit/contracts';
import { keys } from './catalogue';
import type { Faults } from './faults';
import { firstBy, type Found, type FoundParts } from './parts';
import { checkDisjoint, checkOrder, checkPeriod, checkWeekdays, minuteOf, periodSpan, type Span } from './times';

/** Checks officers with their dated skills and authorisations. */
export function checkOfficers(parts: FoundParts, faults: Faults): void {
  faults.unique(keys(parts.officers), 'officer');
  for (const { path, value } of parts.officers) {
    faults.known(`${path}.hall`, 'hall', value.hall, parts.codes.halls);
    if (value.homeBranch !== undefined)
      faults.known(`${path}.homeBranch`, 'branch', value.homeBranch, parts.codes.branches);
    checkDated(
      `${path}.skills`,
      'branch',
      value.skills.map((skill) => ({ ...skill, key: skill.branch })),
      parts.codes.branches,
      faults,
    );
    checkDated(
      `${path}.authorisations`,
      'item',
      value.authorisations.map((authorisation) => ({ ...authorisation, key: authorisation.item })),
      parts.codes.items,
      faults,
    );
  }
}

interface Dated {
  readonly key: string;
  readonly from: string;
  readonly to?: string | undefined;
}

/** The periods of one skill must not overlap. */
function checkDated(
  path: string,
  what: 'branch' | 'item',
  entries: readonly Dated[],
  known: ReadonlySet<string>,
  faults: Faults,
): void {
  const periods = new Map<string, Span[]>();
  entries.forEach((entry, i) => {
    const at = `${path}.${String(i)}`;
    faults.known(`${at}.${what}`, what, entry.key, known);
    if (!checkPeriod(`${at}.to`, entry.from, entry.to, faults)) return;
    periods.set(entry.key, [...(periods.get(entry.key) ?? []), periodSpan(at, entry.from, entry.to)]);
  });
  for (const [key, spans] of periods)
    checkDisjoint(spans, (earlier) => `"${key}" is already held then, see ${earlier.path}`, 'held-twice', faults);
}

/** Checks rosters: no officer in two places and no window with two officers at a time. */
export function checkRosters(parts: FoundParts, faults: Faults): void {
  const officers = firstBy(
    parts.officers,
    ({ value }) => value.id,
    ({ value }) => value,
  );
  const valid = parts.rosters.filter((roster) => {
    checkReferences(roster, parts, officers, faults);
    return checkShift(roster, faults);
  });
  checkClashes(valid, ({ officer }) => officer, 'the officer', 'officer-taken', faults);
  checkClashes(valid, ({ hall, window }) => `${hall} ${window}`, 'the window', 'window-taken', faults);
}

function checkReferences(
  { path, value }: Found<RosterDoc>,
  parts: FoundParts,
  officers: ReadonlyMap<string, OfficerDoc>,
  faults: Faults,
): void {
  if (!faults.known(`${path}.hall`, 'hall', value.hall, parts.codes.halls)) return;
  const window = faults.known(
    `${path}.window`,
    `window of hall ${value.hall}`,
    value.window,
    parts.codes.windows.get(value.hall) ?? new Set(),
  );
  if (!faults.known(`${path}.officer`, 'officer', value.officer, parts.codes.officers)) return;
  const officer = officers.get(value.officer);
  if (officer === undefined) return;
  if (officer.hall !== value.hall)
    faults.add(
      `${path}.officer`,
      `officer "${officer.id}" belongs to hall "${officer.hall}", not to "${value.hall}"`,
      'of-other-hall',
      { value: officer.name, hall: officer.hall },
    );
  else if (window) checkServes({ path, value }, officer, parts, faults);
}

/** The officer needs a skill for at least one queue of the window. Officers without any skill data are not checked. */
function checkServes({ path, value }: Found<RosterDoc>, officer: OfficerDoc, parts: FoundParts, faults: Faults): void {
  const hall = parts.halls.find((candidate) => candidate.value.code === value.hall);
  const window = hall?.windows.find((candidate) => candidate.value.id === value.window);
  if (hall === undefined || window === undefined || officer.skills.length === 0) return;
  const branches = new Set(
    hall.queues.filter((queue) => window.value.queues.includes(queue.value.code)).map((queue) => queue.value.branch),
  );
  if (branches.size === 0) return;
  const end = value.validTo ?? '9999-12-31';
  const serves = officer.skills.some(
    (skill) => branches.has(skill.branch) && skill.from <= end && (skill.to ?? '9999-12-31') >= value.validFrom,
  );
  if (!serves)
    faults.add(
      `${path}.window`,
      `officer "${officer.id}" has no skill for any queue of window "${value.window}" in that time`,
      'unskilled',
      { officer: officer.name, window: windowLabel(window.value) },
    );
}

function checkShift({ path, value }: Found<RosterDoc>, faults: Faults): boolean {
  checkWeekdays(`${path}.days`, value.days, faults);
  const period = checkPeriod(`${path}.validTo`, value.validFrom, value.validTo, faults);
  const order = checkOrder(path, value, faults);
  if (!order) return false;
  const [from, to] = [minuteOf(value.from), minuteOf(value.to)];
  const breaks = value.breaks.map((pause, i) => {
    const start = minuteOf(pause.from);
    return { path: `${path}.breaks.${String(i)}`, from: start, to: start + pause.minutes };
  });
  for (const pause of breaks)
    if (pause.from < from || pause.to > to)
      faults.add(pause.path, `outside the shift ${value.from}–${value.to}`, 'break-outside-shift', {
        from: value.from,
        to: value.to,
      });
  checkDisjoint(breaks, (earlier) => `overlaps ${earlier.path}`, 'overlaps', faults);
  value.breaks.forEach((pause, i) => {
    const at = `${path}.breaks.${String(i)}`;
    const start = minuteOf(pause.from);
    if (pause.earliest !== undefined && minuteOf(pause.earliest) > start)
      faults.add(`${at}.earliest`, `after ${pause.from}, when it is rostered`, 'after-rostered', { time: pause.from });
    if (pause.latest !== undefined && minuteOf(pause.latest) < start)
      faults.add(`${at}.latest`, `before ${pause.from}, when it is rostered`, 'before-rostered', { time: pause.from });
  });
  return period;
}

/** Two rosters clash if they share a weekday, a valid day and a minute. */
function checkClashes(
  rosters: readonly Found<RosterDoc>[],
  keyOf: (roster: RosterDoc) => string,
  who: string,
  code: CauseCode,
  faults: Faults,
): void {
  const groups = new Map<string, Found<RosterDoc>[]>();
  for (const roster of rosters) groups.set(keyOf(roster.value), [...(groups.get(keyOf(roster.value)) ?? []), roster]);
  for (const group of groups.values()) {
    group.forEach((later, i) => {
      const earlier = group.slice(0, i).find((candidate) => clash(candidate.value, later.value));
      if (earlier !== undefined)
        faults.add(later.path, `${who} is already taken then, see ${earlier.path}`, code, {
          from: earlier.value.from,
          to: earlier.value.to,
        });
    });
  }
}

function clash(a: RosterDoc, b: RosterDoc): boolean {
  const [x, y] = [periodSpan('', a.validFrom, a.validTo), periodSpan('', b.validFrom, b.validTo)];
  return (
    x.from < y.to &&
    y.from < x.to &&
    minuteOf(a.from) < minuteOf(b.to) &&
    minuteOf(b.from) < minuteOf(a.to) &&
    a.days.some((day) => b.days.includes(day))
  );
}
