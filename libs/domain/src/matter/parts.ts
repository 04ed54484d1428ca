import type { Pause } from '../deadline';
import type { Matter } from './fold';

/** A part of a package (一件事) as last computed. Epoch ms. */
export interface MatterPart {
  readonly caseId: string;
  readonly item: string | null;
  readonly dueAt: number | null;
  readonly closedAt: number | null;
  readonly pauses: readonly Pause[];
  readonly lastEventAt: number;
  /** a part without a limit is done on the spot and sets no due time */
  readonly unlimited: boolean;
}

/** Items of the catalogue without an arrived part; none for a package that the catalogue does not have. */
export function missingItems(parts: readonly MatterPart[], items: readonly string[]): string[] {
  const arrived = new Set(parts.map((part) => part.item));
  return items.filter((item) => !arrived.has(item));
}

/** Due time of a package: that of its last part. Null while a part is missing or a part with a limit has no clock. */
export function lastDue(parts: readonly MatterPart[], items: readonly string[]): number | null {
  const limited = parts.filter((part) => !part.unlimited);
  if (missingItems(parts, items).length > 0 || limited.length === 0 || limited.some((part) => part.dueAt === null))
    return null;
  return Math.max(...limited.map((part) => part.dueAt ?? -Infinity));
}

/**
 * Derives a package from its parts, whatever its own events say: it ends with the last part, is paused while a part is paused, and has
 * somebody in charge while a part has. While a part is missing, its own events count.
 */
export function followParts(matter: Matter, parts: readonly MatterPart[], items: readonly string[]): Matter {
  if (parts.length === 0) return matter;
  const complete = missingItems(parts, items).length === 0;
  const over = parts.every((part) => part.closedAt !== null);
  return {
    ...matter,
    closedAt: !complete ? matter.closedAt : over ? Math.max(...parts.map((part) => part.closedAt ?? -Infinity)) : null,
    pauses: [
      ...matter.pauses,
      ...parts.flatMap((part) => part.pauses.map((pause) => ({ ...pause, reason: `${part.caseId}：${pause.reason}` }))),
    ],
    lastEventAt: Math.max(matter.lastEventAt, ...parts.map((part) => part.lastEventAt)),
  };
}
