export { freeText, maskFreeText } from './free-text';
export { maskNumbers, type Place } from './numbers';
