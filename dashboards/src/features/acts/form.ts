import {
  MATTER_KINDS,
  namesWho,
  needsText,
  type ActOnMatter,
  type MatterActKind,
  type MatterDetail,
  type MatterStep,
  type NewMatter,
} from '@cockpit/contracts';

/** What the form of an act asks for. */
export interface ActForm {
  text: string;
  unit: string;
  officerId: string;
  hall: string;
  result: string;
  reason: NonNullable<ActOnMatter['reason']> | '';
  mentions: string;
}
export const emptyAct = (): ActForm => ({
  text: '',
  unit: '',
  officerId: '',
  hall: '',
  result: '',
  reason: '',
  mentions: '',
});

/** Names of accounts as people write them: one after the other, with or without @. */
export const mentionsOf = (text: string): string[] => [
  ...new Set(
    text
      .split(/[\s,，、;；]+/)
      .map((name) => name.replace(/^@/, ''))
      .filter((name) => name !== ''),
  ),
];

type Said = Omit<ActOnMatter, 'key' | 'act' | 'revision'>;
/** What is sent of the form; null while something it needs is missing. */
export function saidOf(act: MatterActKind, form: ActForm): Said | null {
  const text = form.text.trim();
  if (needsText(act) && text === '') return null;
  const said: Said = text === '' ? {} : { text };
  if (namesWho(act)) {
    const keys = (['unit', 'officerId', 'hall'] as const).filter((key) => form[key].trim() !== '');
    if (keys.length === 0) return null;
    for (const key of keys) said[key] = form[key].trim();
  }
  if (act === 'close') {
    if (form.result.trim() === '') return null;
    said.result = form.result.trim();
  }
  if (act === 'exclude') {
    if (form.reason === '') return null;
    said.reason = form.reason;
  }
  const mentions = act === 'comment' ? mentionsOf(form.mentions) : [];
  return mentions.length === 0 ? said : { ...said, mentions };
}

/** What is done most in a step stands first, and is the button one sees. */
export const MAIN: Readonly<Record<MatterStep, readonly MatterActKind[]>> = {
  open: ['reply', 'assign'],
  waiting: ['resume'],
  answered: ['close'],
  closed: ['verify'],
  verified: ['strike-off'],
  'struck-off': [],
  excluded: [],
};

/** The one button that stands out: of a matter that nobody has yet, whose it is to be. */
export function mainOf({
  step,
  may,
  officerId,
}: Pick<MatterDetail, 'step' | 'may' | 'officerId'>): MatterActKind | null {
  const usual = step === 'open' && officerId === null ? (['assign', 'reply'] as const) : MAIN[step];
  return usual.find((act) => may.includes(act)) ?? null;
}

export interface NewForm {
  kind: NewMatter['kind'];
  title: string;
  text: string;
  area: string;
  /** empty: the usual one of its kind */
  channel: NewMatter['channel'] | '';
  hall: string;
  unit: string;
  due: string;
  /** of an order or a letter: what they want; empty: not said */
  nature: NonNullable<NewMatter['nature']> | '';
  /** of a need: whose it is */
  enterpriseRef: string;
}
/** Whoever calls or writes wants something; the other kinds say it by themselves. */
export const hasNature = (kind: NewMatter['kind']): boolean => kind === 'order' || kind === 'letter';
/** How most matters of a kind that is entered by hand come in. */
export const usualChannel = (kind: NewMatter['kind']): NewMatter['channel'] =>
  kind === 'order' ? 'phone' : kind === 'letter' ? 'online' : 'window';
export const emptyMatter = (hall: string): NewForm => ({
  kind: 'finding',
  title: '',
  text: '',
  area: '',
  channel: '',
  hall,
  unit: '',
  due: '',
  nature: '',
  enterpriseRef: '',
});
/** The form as a link to it asks for: `kind` and `enterprise` of its address. */
export function beginning(query: Readonly<Record<string, unknown>>): NewForm {
  const form = emptyMatter('');
  const kind = MATTER_KINDS.find((known) => known === query['kind']) ?? form.kind;
  const { enterprise } = query;
  return { ...form, kind, enterpriseRef: typeof enterprise === 'string' ? enterprise.slice(0, 128) : '' };
}
/** Null while it has no title. `due` is a day: the matter is due when the office of its hall closes on it. */
export function matterOf(form: NewForm): Omit<NewMatter, 'key'> | null {
  const { kind } = form;
  const channel = form.channel === '' ? usualChannel(kind) : form.channel;
  const title = form.title.trim();
  if (title === '') return null;
  const given = (name: 'text' | 'area' | 'hall' | 'unit' | 'enterpriseRef') => {
    const value = form[name].trim();
    return value === '' ? {} : { [name]: value };
  };
  return {
    kind,
    channel,
    title,
    ...given('text'),
    ...given('area'),
    ...given('hall'),
    ...given('unit'),
    ...(hasNature(kind) && form.nature !== '' ? { nature: form.nature } : {}),
    ...(kind === 'enterprise-need' ? given('enterpriseRef') : {}),
    ...(form.due === '' ? {} : { dueOn: form.due }),
  };
}

/** One for each thing done, also when its sending has to be tried again. */
export const newKey = (): string => crypto.randomUUID();
