import { causes } from './causes';
import { notices } from './notices';
import { oddities } from './oddities';
import { problems } from './problems';
import { prompts } from './prompts';
import { warnings } from './warnings';
import { why } from './why';

/** Every message in English. */
export const en = { ...problems, ...causes, ...notices, ...oddities, ...warnings, ...prompts, ...why };
