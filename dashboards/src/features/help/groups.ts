import type { Guide } from './api';

const GROUPS = {
  use: ['live', 'alerts', 'redirect', 'matters', 'bulletin', 'assessment'],
  rules: ['metrics', 'comparison', 'prediction', 'glossary', 'limits'],
  run: ['operations', 'organisation', 'importing', 'ingestion'],
} as const;
export type GuideGroup = keyof typeof GROUPS;

/** The guides by who needs them. */
export function grouped(guides: readonly Guide[]): { group: GuideGroup; guides: Guide[] }[] {
  const of = (names: readonly string[]) => names.flatMap((name) => guides.find((guide) => guide.name === name) ?? []);
  return Object.entries(GROUPS)
    .map(([group, names]) => ({ group: group as GuideGroup, guides: of(names) }))
    .filter((one) => one.guides.length > 0);
}
