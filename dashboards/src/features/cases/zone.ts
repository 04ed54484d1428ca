/** Zone of the offices, in which lists tell times; a matter itself is shown in the zone of its hall. */
export const OFFICE_ZONE = 'Asia/Shanghai';
