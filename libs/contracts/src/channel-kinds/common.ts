import { z } from 'zod';
import { HallScope } from '../access';
import { LANGUAGES } from '../languages';
import { Label, Severity } from '../primitives';

/** What every channel has, whatever it sends by. */
export const CHANNEL_COMMON = {
  name: Label.max(100),
  enabled: z.boolean().default(true),
  /** whose warnings go there */
  halls: HallScope.default('all'),
  levels: z.array(Severity).min(1).default(['red', 'yellow']),
  language: z.enum(LANGUAGES).default('zh-CN'),
  /** also say when a warning is over that was told of here */
  endings: z.boolean().default(true),
  /** this host may lie on a private network or on this machine */
  allowPrivateHost: z.boolean().default(false),
};
export type ChannelCommon = typeof CHANNEL_COMMON;
