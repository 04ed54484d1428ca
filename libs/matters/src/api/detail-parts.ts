import {
  MATTER_ACTS,
  chinese,
  type Caller,
  ownWord,
  type CountedDay,
  type MatterClock,
  type MatterDetail,
  type MatterPackage,
  type MatterStage,
} from '@cockpit/contracts';
import {
  CARD_RULE,
  faultWords,
  foldMatter,
  judgeAct,
  missingItems,
  stepOf,
  type ExplainedDay,
  type Matter,
  type MatterRule,
  type MatterEvent,
  type MatterPart,
  type ReadingFault,
} from '@cockpit/domain';
import { revisionOf } from '../tables/revision';
import type { Assessed, Grounds } from '../grounds/grounds';
import { iso, isoOrNull } from './matter-rows';

export function faultDoc(fault: ReadingFault): MatterDetail['faultDetails'][number] {
  const { kind, at, identity } = fault;
  const words = faultWords(fault);
  return { kind, at: iso(at), identity, reason: chinese(words), words };
}

export const dayDoc = ({ date, counted, why }: ExplainedDay): CountedDay => ({
  date,
  counted,
  why: chinese(why),
  words: why,
});

type PathStep = Assessed['matter']['path'][number];
export const pathDoc = ({ act, at, ...step }: PathStep): MatterDetail['path'][number] => ({
  ...step,
  at: iso(at),
  act: act && { by: act.by, text: act.text ?? null, mentions: act.mentions ?? [], files: act.files ?? [] },
});

/** Names of the officers in these parts. */
export function officersOf(
  parts: readonly { officerId: string | null }[],
  grounds: Pick<Grounds, 'officerName'>,
): NonNullable<MatterDetail['officers']> {
  const ids = new Set(parts.flatMap(({ officerId }) => officerId ?? []));
  return [...ids].flatMap((id) => {
    const name = grounds.officerName(id);
    return name === null ? [] : [{ id, name }];
  });
}

const aboutDoc = ({
  title,
  text,
  area,
  round,
}: NonNullable<NonNullable<Matter['accepted']>['about']>): NonNullable<MatterDetail['about']> => ({
  title,
  text: text ?? null,
  area: area ?? null,
  round: round ?? null,
});

/** The processing step, and the acts that the caller may perform. */
export function stepParts(
  caseId: string,
  events: readonly MatterEvent[],
  caller: Caller,
): Pick<MatterDetail, 'step' | 'revision' | 'may' | 'urged' | 'verifiedAt' | 'struckOffAt' | 'excluded' | 'about'> {
  // uses the matter's own events only: a package follows its parts, but people still act on it
  const matter = foldMatter(caseId, events);
  const about = matter.accepted?.about;
  return {
    step: stepOf(matter),
    revision: revisionOf(events),
    may: MATTER_ACTS.filter((act) => judgeAct(matter, act, caller) === null),
    urged: matter.urged,
    verifiedAt: isoOrNull(matter.verifiedAt),
    struckOffAt: isoOrNull(matter.struckOffAt),
    excluded: matter.excluded && { at: iso(matter.excluded.at), reason: matter.excluded.reason },
    about: about === undefined ? null : aboutDoc(about),
  };
}

/** A limit from the default table stays `kind`, also for a bundle without limits and a reopened matter. */
const limitFrom = ({ times, rule }: Assessed): MatterRule['from'] => (times?.from === 'kind' ? 'kind' : rule.from);

/** The fields of a clock's answer beyond the list row, without its changes. */
export function clockParts(
  assessed: Assessed,
  grounds: Grounds,
): Omit<MatterClock, keyof MatterDetail | 'changes'> & Pick<MatterClock, 'faultDetails'> {
  const { matter, reading, rule, times, now, hall, faults } = assessed;
  return {
    at: iso(matter.closedAt ?? now),
    runsFrom: isoOrNull(times?.acceptedAt),
    yellowAt: isoOrNull(reading?.yellowAt),
    elapsed: reading?.elapsed ?? null,
    remaining: reading?.remaining ?? null,
    limit:
      reading === null
        ? null
        : {
            amount: reading.limit,
            unit: reading.unit,
            from: limitFrom(assessed),
            statutory: rule.statutory,
            extensionDays: (times?.extensions ?? []).reduce((sum, extension) => sum + extension.days, 0),
          },
    days: (reading?.explanation ?? []).map(dayDoc),
    pauses: matter.pauses.map(({ from, to, reason }) => ({
      from: iso(from),
      to: isoOrNull(to),
      reason,
      reasonName: ownWord(grounds.parts.organisation?.words, 'reasons', reason),
    })),
    extensions: matter.extensions.map(({ at, days, approvedBy }) => ({ at: iso(at), days, approvedBy })),
    phases: assessed.phases.map(({ dueAt, doneAt, ...same }) => ({
      ...same,
      dueAt: iso(dueAt),
      doneAt: isoOrNull(doneAt),
    })),
    workingDays: grounds.workingDays(assessed),
    calendar: { revision: grounds.parts.calendars.revision, ...grounds.officeOf(hall) },
    cardRule: { ...CARD_RULE },
    faultDetails: faults.map(faultDoc),
  };
}

export const stageDocs = ({ stages, rule }: Assessed): MatterStage[] =>
  stages.map(({ name, from, to, unit, officerId, allowedDays, reading }) => ({
    code: name,
    name: rule.stages.find((stage) => stage.code === name)?.name ?? name,
    enteredAt: iso(from),
    leftAt: isoOrNull(to),
    unit,
    officerId,
    allowedDays,
    dueAt: isoOrNull(reading?.dueAt),
    yellowAt: isoOrNull(reading?.yellowAt),
    elapsed: reading?.elapsed ?? null,
    remaining: reading?.remaining ?? null,
    card: reading?.card ?? 'none',
    overdue: reading?.overdue ?? false,
    provisional: reading?.provisional ?? false,
  }));

type PartDoc = MatterPackage['parts'][number];

/** @param shown the parts as list rows */
export function packageDoc(
  grounds: Grounds,
  code: string | null,
  parts: readonly MatterPart[],
  shown: readonly PartDoc[],
): MatterPackage {
  const bundle = grounds.packageOf(code ?? undefined);
  return {
    code,
    name: bundle?.name ?? null,
    parts: [...shown],
    missingItems: missingItems(parts, bundle?.items ?? []),
    separately: bundle?.separately ?? null,
    together: bundle?.together ?? null,
    saved:
      bundle === undefined
        ? null
        : {
            steps: bundle.separately.steps - bundle.together.steps,
            trips: bundle.separately.trips - bundle.together.trips,
          },
  };
}
