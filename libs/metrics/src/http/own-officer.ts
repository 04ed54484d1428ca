import { OVER_OFFICERS, type Caller, type MetricAnswer } from '@cockpit/contracts';
import { forbidden } from '@cockpit/platform';

const refused = (role: string): Error =>
  forbidden('role-not-allowed', `the role ${role} may not read figures of single officers`);

/** Figures of single officers are for those who run halls; an officer sees only the own part. */
export function ofOwn(answer: MetricAnswer, { role, officerId }: Caller): MetricAnswer {
  if (answer.by !== 'officer' || OVER_OFFICERS.includes(role)) return answer;
  if (role !== 'officer' || officerId === undefined) throw refused(role);
  return { ...answer, parts: answer.parts.filter(({ by }) => by === officerId) };
}

/** @throws AppError 403 for a figure of another officer without the right to see it */
export function assertOfficer(officer: string | undefined, { role, officerId }: Caller): void {
  if (officer === undefined || OVER_OFFICERS.includes(role)) return;
  if (role !== 'officer' || officer !== officerId) throw refused(role);
}
