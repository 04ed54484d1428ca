import { readFileSync } from 'node:fs';
import { HallScope, isScoped, mayHaveUnits, Role, scoped, Units, unitsOnly } from '@cockpit/contracts';
import { SettingsError } from '@cockpit/platform';
import { z } from 'zod';

/** Rights of a group's members. */
const GroupRule = z
  .strictObject({
    group: z.string().min(1).max(200),
    role: Role.exclude(['screen', 'source']),
    halls: HallScope.default('all'),
    units: Units.optional(),
  })
  .refine(isScoped, scoped)
  .refine(mayHaveUnits, unitsOnly);
export type GroupRule = z.infer<typeof GroupRule>;

const Rules = z.strictObject({ groups: z.array(GroupRule).min(1).max(5000) });

/** Role, halls and units from all groups of a person. */
export type Grant = Pick<GroupRule, 'role' | 'halls' | 'units'>;
export type Granted = { readonly grant: Grant } | { readonly refused: 'no-role' | 'two-roles' };

/** @throws SettingsError naming all faults, also a group with two roles */
export function readGroupRules(file: string): GroupRule[] {
  const fault = (message: string) => new SettingsError([{ name: 'OIDC_GROUPS_FILE', message: `${file}: ${message}` }]);
  let json: unknown;
  try {
    json = JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw fault(error instanceof Error ? error.message : String(error));
  }
  const parsed = Rules.safeParse(json);
  if (!parsed.success) throw fault(z.prettifyError(parsed.error));
  const { groups } = parsed.data;
  const roleOf = new Map(groups.map(({ group, role }) => [group, role]));
  const duplicate = groups.find(({ group, role }) => roleOf.get(group) !== role);
  if (duplicate !== undefined) throw fault(`the group "${duplicate.group}" has two roles`);
  return groups;
}

/**
 * Groups with the same role are merged, with the halls of all. Two roles are refused, because only the groups' owner
 * knows which is meant, and the stronger one must not be granted by accident.
 */
export function grantOf(rules: readonly GroupRule[], groups: readonly string[]): Granted {
  const matching = rules.filter(({ group }) => groups.includes(group));
  const [first] = matching;
  if (first === undefined) return { refused: 'no-role' };
  if (matching.some(({ role }) => role !== first.role)) return { refused: 'two-roles' };
  const halls = matching.some((rule) => rule.halls === 'all')
    ? ('all' as const)
    : [...new Set(matching.flatMap((rule) => rule.halls))].sort();
  const units = [...new Set(matching.flatMap((rule) => rule.units ?? []))].sort();
  return { grant: { role: first.role, halls, ...(units.length === 0 ? {} : { units }) } };
}
