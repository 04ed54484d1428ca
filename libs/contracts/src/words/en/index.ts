import { causes } from './causes';
import { oddities } from './oddities';
import { problems } from './problems';

/** Every message in English. */
export const en = { ...problems, ...causes, ...oddities };
