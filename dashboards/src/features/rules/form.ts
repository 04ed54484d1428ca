import type { RulePlace, RuleSettings } from '@cockpit/contracts';

export const NUMBERS = ['threshold', 'clear', 'forSec', 'keepFiringSec'] as const;
export type NumberField = (typeof NUMBERS)[number];

/** What stands in the fields; empty: nothing of its own, what holds at wider places holds. */
export interface RuleForm extends Record<NumberField, string> {
  kind: RulePlace['kind'];
  hall: string;
  code: string;
  severity: '' | 'yellow' | 'red';
  enabled: '' | 'on' | 'off';
  active: '' | 'always' | 'weekly';
  days: number[];
  from: string;
  to: string;
  reason: string;
}

export function formOf({ kind, hall, code }: RulePlace, settings: RuleSettings): RuleForm {
  const { active, enabled, severity = '' } = settings;
  const text = (field: NumberField): string => String(settings[field] ?? '');
  return {
    ...{ kind, hall: hall ?? '', code: code ?? '', severity, reason: '' },
    ...{ threshold: text('threshold'), clear: text('clear'), forSec: text('forSec') },
    keepFiringSec: text('keepFiringSec'),
    enabled: enabled === undefined ? '' : enabled ? 'on' : 'off',
    active: active === undefined ? '' : active === null ? 'always' : 'weekly',
    days: [...(active?.days ?? [1, 2, 3, 4, 5])],
    from: active?.from ?? '09:00',
    to: active?.to ?? '17:00',
  };
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
    const isSeconds = field === 'forSec' || field === 'keepFiringSec';
    if (!Number.isFinite(value) || value < 0 || (isSeconds && !Number.isInteger(value))) return null;
    settings[field] = value;
  }
  if (form.severity !== '') settings.severity = form.severity;
  if (form.enabled !== '') settings.enabled = form.enabled === 'on';
  if (form.active === 'always') settings.active = null;
  if (form.active === 'weekly') {
    if (form.days.length === 0 || form.from >= form.to) return null;
    settings.active = { days: [...form.days].sort((a, b) => a - b), from: form.from, to: form.to };
  }
  return settings;
}

export const placeKey = ({ kind, hall, code }: RulePlace): string => `${kind}/${hall ?? ''}/${code ?? ''}`;
