import {
  DutyAnswer,
  DutyShift,
  DutyWeek,
  PersonRecord,
  page,
  type NewDutyShift,
  type PersonChange,
} from '@cockpit/contracts';
import { repeated } from '../../shared/command';
import { ask, tell } from '../../shared/http';

export interface WeekAsked {
  hall: string;
  /** a day of it; empty: today's week */
  day: string;
}

export async function fetchWeek({ hall, day }: WeekAsked): Promise<DutyWeek> {
  const query = new URLSearchParams({ hall, ...(day === '' ? {} : { day }) });
  return (await ask('GET', `/v1/duty/week?${query.toString()}`, DutyWeek)).body;
}

export const addShift = async (shift: NewDutyShift): Promise<void> => {
  await ask('POST', '/v1/duty/shifts', DutyShift, shift);
};
export const removeShift = (id: string): Promise<void> => tell('DELETE', `/v1/duty/shifts/${encodeURIComponent(id)}`);
/** To a person, or against another shift. */
export const swapShift = async (shift: string, to: { person: string } | { with: string }): Promise<void> => {
  await ask('POST', '/v1/duty/swaps', DutyAnswer, { shift, ...to });
};

/** The week anew from a table, twice the same; `hall` null: of all halls. @returns how many shifts there are now */
export async function importWeek(week: Pick<DutyWeek, 'days'>, hall: string | null, csv: string): Promise<number> {
  const [from, to] = [week.days[0]?.from, week.days.at(-1)?.to];
  const { body } = await repeated(() => ask('PUT', '/v1/duty', DutyAnswer, { hall, from, to, csv }));
  return body.shifts.length;
}

const Persons = page(PersonRecord);
export const fetchPersons = async (): Promise<PersonRecord[]> =>
  (await ask('GET', '/v1/duty/persons', Persons)).body.items;
export const changePerson = async (change: PersonChange): Promise<void> => {
  await ask('PUT', '/v1/duty/persons', PersonRecord, change);
};
export const removePerson = (id: string): Promise<void> => tell('DELETE', `/v1/duty/persons/${encodeURIComponent(id)}`);
