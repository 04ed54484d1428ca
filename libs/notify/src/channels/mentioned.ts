import type { Mention, Outgoing } from './channel';

/** Everybody a message calls, each once. */
export function mentionedIn({ items }: Outgoing): { userIds: string[]; phones: string[] } {
  const all: Mention[] = items.flatMap(({ mentions = [] }) => mentions);
  const once = (of: (mention: Mention) => string | undefined): string[] => [
    ...new Set(all.flatMap((mention) => of(mention) ?? [])),
  ];
  return { userIds: once(({ userId }) => userId), phones: once(({ phone }) => phone) };
}
