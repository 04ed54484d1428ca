import { z } from 'zod';
import type { Language } from '../languages';
import type { ChannelCommon } from './common';

/** What a person fills in for one setting or secret: one text, from which the value is read. */
export interface FormField {
  readonly words: Readonly<Record<Language, string>>;
  /** what the text says; left out: itself */
  readonly is?: 'number' | 'list';
  readonly optional?: boolean;
  /** never shown in the clear */
  readonly hidden?: boolean;
  /** over several lines */
  readonly long?: boolean;
  /** one of these */
  readonly choices?: readonly string[];
  /** what stands there at first */
  readonly initial?: string;
}

/** What is known of a kind of channel before anything is sent by it. */
interface Declared<SettingsShape extends z.ZodRawShape, SecretsShape extends z.ZodRawShape> {
  /** how pages name it among other kinds, and how a sentence names the way somebody answered by */
  readonly words: Readonly<Record<Language, { readonly name: string; readonly short: string }>>;
  /** what may be shown */
  readonly settings: z.ZodObject<SettingsShape, z.core.$strict>;
  /** what opens something: written, never answered */
  readonly secrets: z.ZodObject<SecretsShape, z.core.$strict>;
  /** what the page asks for, in its order; what it leaves out has a default, or stands in `fixed` */
  readonly fields: Readonly<Partial<Record<keyof SettingsShape | keyof SecretsShape, FormField>>>;
  /** settings that the page gives without asking */
  readonly fixed?: Readonly<Partial<z.input<z.ZodObject<SettingsShape>>>>;
}

const leftOut = (secrets: z.ZodObject) => secrets.partial().default({});

export function declareKind<
  const Kind extends string,
  SettingsShape extends z.ZodRawShape,
  SecretsShape extends z.ZodRawShape,
>(kind: Kind, { words, settings, secrets, fields, fixed }: Declared<SettingsShape, SecretsShape>) {
  const wanted = (common: ChannelCommon) => z.strictObject({ ...common, kind: z.literal(kind), settings, secrets });
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
    /** a new channel of it */
    wanted,
    /** the whole of it anew; secrets that are left out stay as they are */
    changed: (common: ChannelCommon) => wanted(common).extend({ secrets: leftOut(secrets) }),
  };
}
