import { TwinEffect, type TwinEffect as TwinShape } from '@cockpit/contracts';
import { ask } from '../../shared/http';

/** Of a hall that has a twin. */
export const fetchTwin = async (hall: string): Promise<TwinShape> =>
  (await ask('GET', `/v1/halls/${encodeURIComponent(hall)}/twin`, TwinEffect)).body;
