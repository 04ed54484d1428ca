export { freeText, isNoPersonsNumber, maskFreeText } from './free-text';
export { maskNumbers, type Place } from './numbers';
