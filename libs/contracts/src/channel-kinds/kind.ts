import { z } from 'zod';
import type { Language } from '../languages';
import type { ChannelCommon } from './common';

/** Form field of a setting or secret: a text, from which the value is parsed. */
export interface FormField {
  readonly words: Readonly<Record<Language, string>>;
  /** type of the value; absent for text */
  readonly is?: 'number' | 'list';
  readonly optional?: boolean;
  /** never shown */
  readonly hidden?: boolean;
  /** multi-line */
  readonly long?: boolean;
  /** allowed values */
  readonly choices?: readonly string[];
  /** initial value */
  readonly initial?: string;
}

/** Declaration of a kind of channel. */
interface Declared<SettingsShape extends z.ZodRawShape, SecretsShape extends z.ZodRawShape> {
  /** its name in lists, and its short name in sentences about answers */
  readonly words: Readonly<Record<Language, { readonly name: string; readonly short: string }>>;
  /** fields that may be shown */
  readonly settings: z.ZodObject<SettingsShape, z.core.$strict>;
  /** secrets: written, never returned */
  readonly secrets: z.ZodObject<SecretsShape, z.core.$strict>;
  /** form fields in order; all others have a default or are in `fixed` */
  readonly fields: Readonly<Partial<Record<keyof SettingsShape | keyof SecretsShape, FormField>>>;
  /** settings that the page sends without asking */
  readonly fixed?: Readonly<Partial<z.input<z.ZodObject<SettingsShape>>>>;
}

const leftOut = (secrets: z.ZodObject) => secrets.partial().default({});

export function declareKind<
  const Kind extends string,
  SettingsShape extends z.ZodRawShape,
  SecretsShape extends z.ZodRawShape,
>(kind: Kind, { words, settings, secrets, fields, fixed }: Declared<SettingsShape, SecretsShape>) {
  const input = (common: ChannelCommon) => z.strictObject({ ...common, kind: z.literal(kind), settings, secrets });
  return {
    kind,
    words,
    settings,
    secrets,
    form: {
      fields: Object.entries<FormField | undefined>(fields).flatMap(([name, field]) =>
        field === undefined ? [] : [{ name, ...field }],
      ),
      fixed: { ...fixed },
    },
    newChannel: input,
    /** the whole channel; absent secrets stay unchanged */
    changed: (common: ChannelCommon) => input(common).extend({ secrets: leftOut(secrets) }),
  };
}
