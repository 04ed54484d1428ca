export { ArrivalRate, countWithin, type RateToday } from './arrival-rate';
export { LEAD_DAYS, leadOf, NO_BOOKINGS, showRates, type BookingHistory } from './bookings';
export { forecastDay, type DayHistory, type OtherEvidence } from './day-forecast';
export { isAlike, type OtherHall } from './halls-alike';
