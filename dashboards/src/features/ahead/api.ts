import { StaffAhead } from '@cockpit/contracts';
import { ask } from '../../shared/http';

export const fetchStaffAhead = async (hall: string): Promise<StaffAhead> =>
  (await ask('GET', `/v1/halls/${encodeURIComponent(hall)}/staff-ahead`, StaffAhead)).body;
