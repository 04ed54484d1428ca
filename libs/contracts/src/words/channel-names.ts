import { KINDS, type ChannelKind } from '../channel-kinds';
import type { Language } from '../languages';

/** How sentences name the kinds of channels. The names stand once, where each kind is declared. */
export const channelNames = (language: Language): Readonly<Record<`channel.${ChannelKind}`, string>> =>
  Object.fromEntries(
    Object.values(KINDS).map(({ kind, words }) => [`channel.${kind}`, words[language].short]),
  ) as Record<`channel.${ChannelKind}`, string>;
