import { CHANNEL_KINDS, KINDS, NewChannel, type ChannelKind, type Language, type Severity } from '@cockpit/contracts';

export interface ChannelForm {
  name: string;
  kind: ChannelKind;
  /** empty: all halls */
  hall: string;
  levels: Severity[];
  language: Language;
  allowPrivateHost: boolean;
  /** by their names: what two kinds have in common stays when the kind is changed */
  fields: Record<string, string>;
}

export const fieldsOf = (kind: ChannelKind) => KINDS[kind].form.fields;
export type Field = ReturnType<typeof fieldsOf>[number];

const INITIAL: Readonly<Record<string, string>> = Object.fromEntries(
  CHANNEL_KINDS.flatMap(fieldsOf).flatMap(({ name, initial }) => (initial === undefined ? [] : [[name, initial]])),
);

export const emptyForm = (): ChannelForm => ({
  name: '',
  kind: 'dingtalk-robot',
  hall: '',
  levels: ['red', 'yellow'],
  language: 'zh-CN',
  allowPrivateHost: false,
  fields: { ...INITIAL },
});

/** As the server takes it; null while something is missing or cannot be. */
export function channelOf(form: ChannelForm): NewChannel | null {
  const { name, kind, hall, levels, language, allowPrivateHost } = form;
  const common = { name: name.trim(), kind, halls: hall === '' ? 'all' : [hall], levels, language, allowPrivateHost };
  return NewChannel.safeParse({ ...common, ...detailsOf(form) }).data ?? null;
}

function detailsOf({ kind, fields }: ChannelForm): { settings: object; secrets: object } {
  const { settings, form } = KINDS[kind];
  const given = form.fields.flatMap((field) => {
    const value = valueOf(field, fields[field.name]?.trim() ?? '');
    return value === undefined
      ? []
      : [{ isSetting: field.name in settings.shape, entry: [field.name, value] as const }];
  });
  const those = (isSetting: boolean) =>
    Object.fromEntries(given.filter((one) => one.isSetting === isSetting).map(({ entry }) => entry));
  return { settings: { ...form.fixed, ...those(true) }, secrets: those(false) };
}

/** Undefined: nothing was filled in. */
function valueOf({ is }: Field, text: string): string | number | string[] | undefined {
  if (is === 'list') return text.split(/[\s,，;；]+/).filter((one) => one !== '');
  if (text === '') return undefined;
  return is === 'number' ? Number(text) : text;
}

/** A new key for signatures: 32 random bytes as Standard Webhooks writes them. */
export function newWebhookKey(random: (bytes: Uint8Array<ArrayBuffer>) => Uint8Array): string {
  const bytes = random(new Uint8Array(32));
  return `whsec_${btoa(String.fromCharCode(...bytes))}`;
}
