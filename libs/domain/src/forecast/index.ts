export { forecastDay, type DayHistory } from './day-forecast';
