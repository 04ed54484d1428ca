import type { Mention, Outgoing } from './channel';

/** All mentions of a message without duplicates. */
export function mentionedIn({ items }: Outgoing): { userIds: string[]; phones: string[] } {
  const all: Mention[] = items.flatMap(({ mentions = [] }) => mentions);
  const unique = (fieldOf: (mention: Mention) => string | undefined): string[] => [
    ...new Set(all.flatMap((mention) => fieldOf(mention) ?? [])),
  ];
  return { userIds: unique(({ userId }) => userId), phones: unique(({ phone }) => phone) };
}
