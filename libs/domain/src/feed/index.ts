export { boardAnomalies, type BoardSeen, type FoundAnomaly } from './boards';
export { numberGaps, type NumberedTicket, type NumberSeries } from './numbers';
export { feedState } from './state';
