export { boardOddities, type BoardSeen, type FoundOddity } from './boards';
export { numberGaps, type NumberedTicket, type NumberSeries } from './numbers';
export { feedState } from './state';
