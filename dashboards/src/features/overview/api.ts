import { Looked, Overview } from '@cockpit/contracts';
import { ask } from '../../shared/http';

export const fetchOverview = async (): Promise<Overview> => (await ask('GET', '/v1/overview', Overview)).body;
/** Tells the server that the page has been shown. */
export const noteLook = async (): Promise<Looked> => (await ask('POST', '/v1/overview/look', Looked)).body;
