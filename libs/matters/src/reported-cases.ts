/** SQL for all reported cases and all bad ratings, which open cases; needs the parameter `stars`. */
export const REPORTED_CASES = `SELECT DISTINCT source, entity AS caseId FROM event WHERE startsWith(type, 'hall.case.')
  UNION ALL
  SELECT source, concat('rating-', replaceAll(toString(identity), '-', '')) AS caseId FROM event WHERE type = 'hall.ticket.rated' AND JSONExtractInt(data, 'stars') <= {stars:UInt8}`;
