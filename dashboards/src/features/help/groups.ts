import type { Guide } from './api';

const GROUPS = {
  use: ['live', 'alerts', 'redirect', 'matters', 'bulletin', 'assessment'],
  rules: ['metrics', 'comparison', 'prediction', 'glossary', 'limits'],
  run: ['operations', 'organisation', 'importing', 'ingestion', 'commands'],
} as const;
export type GuideGroup = keyof typeof GROUPS | 'more';

/** The guides by who needs them; one that is not named here comes last. */
export function grouped(guides: readonly Guide[]): { group: GuideGroup; guides: Guide[] }[] {
  const placed = new Set<string>(Object.values(GROUPS).flat());
  const of = (names: readonly string[]) => names.flatMap((name) => guides.find((guide) => guide.name === name) ?? []);
  const named = Object.entries(GROUPS).map(([group, names]) => ({
    group: group as GuideGroup,
    guides: of(names),
  }));
  return [...named, { group: 'more' as const, guides: guides.filter(({ name }) => !placed.has(name)) }].filter(
    (one) => one.guides.length > 0,
  );
}
