import { causes } from './causes';
import { oddities } from './oddities';
import { problems } from './problems';
import { prompts } from './prompts';
import { warnings } from './warnings';
import { why } from './why';

/** Every message in English. */
export const en = { ...problems, ...causes, ...oddities, ...warnings, ...prompts, ...why };
