import { OVER_OFFICERS, type Caller, type MetricAnswer } from '@cockpit/contracts';
import { forbidden } from '@cockpit/platform';

const refused = (role: string): Error =>
  forbidden('role-not-allowed', `the role ${role} may not read figures of single officers`);

/** How single officers work is for those who run halls; an officer reads the own part. */
export function ofOwn(answer: MetricAnswer, { role, officerId }: Caller): MetricAnswer {
  if (answer.by !== 'officer' || OVER_OFFICERS.includes(role)) return answer;
  if (role !== 'officer' || officerId === undefined) throw refused(role);
  return { ...answer, parts: answer.parts.filter(({ by }) => by === officerId) };
}

/** @throws AppError 403 when a figure is narrowed to an officer whom the caller does not run and is not */
export function assertOfficer(officer: string | undefined, { role, officerId }: Caller): void {
  if (officer === undefined || OVER_OFFICERS.includes(role)) return;
  if (role !== 'officer' || officer !== officerId) throw refused(role);
}
