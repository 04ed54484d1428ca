import type { Pause } from '../deadline';
import type { Matter } from './fold';

/** A part of a package (一件事) as it was last computed. Epoch ms. */
export interface MatterPart {
  readonly caseId: string;
  readonly item: string | null;
  readonly dueAt: number | null;
  readonly closedAt: number | null;
  readonly pauses: readonly Pause[];
  readonly lastEventAt: number;
  /** nobody promised anything for it: it is done on the spot and sets no due time */
  readonly unlimited: boolean;
}

/** Items of the catalogue of which no part has arrived; a package the catalogue does not have is what has arrived. */
export function missingItems(parts: readonly MatterPart[], items: readonly string[]): string[] {
  const arrived = new Set(parts.map((part) => part.item));
  return items.filter((item) => !arrived.has(item));
}

/** A package is due when the last of its parts is; null while a part is missing or one with a limit has no clock. */
export function lastDue(parts: readonly MatterPart[], items: readonly string[]): number | null {
  const limited = parts.filter((part) => !part.unlimited);
  if (missingItems(parts, items).length > 0 || limited.length === 0 || limited.some((part) => part.dueAt === null))
    return null;
  return Math.max(...limited.map((part) => part.dueAt ?? -Infinity));
}

/**
 * The package as its parts have it: it ends with the last of them, whatever was reported of itself, stands still while one of
 * them does, and somebody is at it as long as somebody is at a part. While a part is missing its own report is all there is.
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
