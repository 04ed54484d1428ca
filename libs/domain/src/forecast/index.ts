export { ArrivalRate, countWithin, type RateToday } from './arrival-rate';
export { forecastDay, type DayHistory } from './day-forecast';
