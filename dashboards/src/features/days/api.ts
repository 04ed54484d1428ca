import { HallDays, HallDaysChanged, HallDaysLoad, type HallDaysChange } from '@cockpit/contracts';
import { ask } from '../../shared/http';

export interface Stretch {
  hall: string;
  from: string;
  to: string;
}
const pathOf = (hall: string): string => `/v1/halls/${encodeURIComponent(hall)}/days`;
const queryOf = ({ from, to }: Stretch): string => new URLSearchParams({ from, to }).toString();

export const fetchDays = async (stretch: Stretch): Promise<HallDays> =>
  (await ask('GET', `${pathOf(stretch.hall)}?${queryOf(stretch)}`, HallDays)).body;

export const fetchDaysLoad = async (stretch: Stretch): Promise<HallDaysLoad> =>
  (await ask('GET', `${pathOf(stretch.hall)}/load?${queryOf(stretch)}`, HallDaysLoad)).body;

export const changeDays = async (hall: string, change: HallDaysChange, check: boolean): Promise<HallDaysChanged> =>
  (await ask('PUT', `${pathOf(hall)}?check=${String(check)}`, HallDaysChanged, change)).body;
