import { stamp } from '../../shared/format';

/** Zone of the offices, in which lists tell times; a matter itself is shown in the zone of its hall. */
export const OFFICE_ZONE = 'Asia/Shanghai';

/** An instant as lists tell it, to the minute. */
export const officeTime = (at: string): string => stamp(Date.parse(at), OFFICE_ZONE);
