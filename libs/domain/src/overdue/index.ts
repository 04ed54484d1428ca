export { OverdueForecast, type OverdueCase } from './forecast';
export { judge, type Judged, type Verdict } from './judge';
