import { DUTY_LEVELS, type DutyLevel, type RulePlace, type RuleSettings } from '@cockpit/contracts';

export const NUMBERS = ['threshold', 'clear', 'forSec', 'keepFiringSec', 'flapAfter'] as const;
/** levels that have minutes of their own, in the order in which they are told */
export const LADDER = DUTY_LEVELS;
export type NumberField = (typeof NUMBERS)[number];

/** What stands in the fields; empty: nothing of its own, what holds at wider places holds. */
export interface RuleForm extends Record<NumberField, string> {
  kind: RulePlace['kind'];
  hall: string;
  code: string;
  severity: '' | 'yellow' | 'red';
  enabled: '' | 'on' | 'off';
  active: '' | 'always' | 'weekly';
  firstLevel: '' | DutyLevel;
  /** minutes each level has to answer; empty: it is not told. All empty: as the hall has it */
  minutes: Record<DutyLevel, string>;
  days: number[];
  from: string;
  to: string;
  reason: string;
}

export function formOf({ kind, hall, code }: RulePlace, settings: RuleSettings): RuleForm {
  const { active, enabled, severity = '', firstLevel = '', levels = [] } = settings;
  const text = (field: NumberField): string => String(settings[field] ?? '');
  return {
    kind,
    hall: hall ?? '',
    code: code ?? '',
    severity,
    reason: '',
    threshold: text('threshold'),
    clear: text('clear'),
    forSec: text('forSec'),
    keepFiringSec: text('keepFiringSec'),
    flapAfter: text('flapAfter'),
    firstLevel,
    minutes: minutesOf(levels),
    enabled: enabled === undefined ? '' : enabled ? 'on' : 'off',
    active: active === undefined ? '' : active === null ? 'always' : 'weekly',
    days: [...(active?.days ?? [1, 2, 3, 4, 5])],
    from: active?.from ?? '09:00',
    to: active?.to ?? '17:00',
  };
}

type Levels = NonNullable<RuleSettings['levels']>;

function minutesOf(levels: Levels): RuleForm['minutes'] {
  const after = (level: DutyLevel): string => String(levels.find((one) => one.level === level)?.afterMin ?? '');
  return Object.fromEntries(LADDER.map((level) => [level, after(level)])) as RuleForm['minutes'];
}

function levelsOf(minutes: RuleForm['minutes']): Levels | null {
  const levels: Levels = [];
  for (const level of LADDER) {
    const text = minutes[level].trim();
    if (text === '') continue;
    const afterMin = Number(text);
    if (!Number.isInteger(afterMin) || afterMin < 1 || afterMin > 1440) return null;
    levels.push({ level, afterMin });
  }
  return levels;
}

/** The place; null while what names it is missing. */
export function placeOf({ kind, hall, code }: RuleForm): RulePlace | null {
  if (kind === 'bureau') return { kind, hall: null, code: null };
  if (kind === 'hall') return hall === '' ? null : { kind, hall, code: null };
  return code.trim() === '' ? null : { kind, hall: hall === '' ? null : hall, code: code.trim() };
}

/** The settings; null while a number is none, or weekly hours are not whole. */
export function settingsOf(form: RuleForm): RuleSettings | null {
  const settings: RuleSettings = {};
  for (const field of NUMBERS) {
    const text = form[field].trim();
    if (text === '') continue;
    const value = Number(text);
    const isWhole = field !== 'threshold' && field !== 'clear';
    if (!Number.isFinite(value) || value < 0 || (isWhole && !Number.isInteger(value))) return null;
    if (field === 'flapAfter' && (value < 2 || value > 60)) return null;
    settings[field] = value;
  }
  if (form.severity !== '') settings.severity = form.severity;
  if (form.enabled !== '') settings.enabled = form.enabled === 'on';
  if (form.firstLevel !== '') settings.firstLevel = form.firstLevel;
  const levels = levelsOf(form.minutes);
  if (levels === null) return null;
  if (levels.length > 0) settings.levels = levels;
  if (form.active === 'always') settings.active = null;
  if (form.active === 'weekly') {
    if (form.days.length === 0 || form.from >= form.to) return null;
    settings.active = { days: [...form.days].sort((a, b) => a - b), from: form.from, to: form.to };
  }
  return settings;
}

export const placeKey = ({ kind, hall, code }: RulePlace): string => `${kind}/${hall ?? ''}/${code ?? ''}`;
