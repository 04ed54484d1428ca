export { ArrivalRate, countWithin, type RateToday } from './arrival-rate';
export { LEAD_DAYS, leadOf, showRates, type BookingHistory } from './bookings';
export { forecastDay, type DayHistory } from './day-forecast';
export { isAlike, type OtherHall } from './halls-alike';
export { carriedInto, peopleLacking, shortStretches, waitsOf, type ShortStretch, type WorkToCome } from './lacking';
export { presentMin, staffedMin } from './staffed';
