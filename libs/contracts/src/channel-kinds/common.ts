import { z } from 'zod';
import { HallScope } from '../access';
import { LANGUAGES } from '../languages';
import { Label, Severity } from '../primitives';

/** Fields of all channels. */
export const CHANNEL_COMMON = {
  name: Label.max(100),
  enabled: z.boolean().default(true),
  /** halls whose warnings it gets */
  halls: HallScope.default('all'),
  levels: z.array(Severity).min(1).default(['red', 'yellow']),
  language: z.enum(LANGUAGES).default('zh-CN'),
  /** also send the end of warnings sent here */
  endings: z.boolean().default(true),
  /** allows a host in a private network or on this machine */
  allowPrivateHost: z.boolean().default(false),
};
export type ChannelCommon = typeof CHANNEL_COMMON;
