import type { ThreadModule } from '@cockpit/platform';
import type * as planning from './planning';

/** Making a plan and playing what it is worth takes seconds of a large hall. */
export const PLANNING: ThreadModule<typeof planning> = { file: require.resolve('./planning') };
